import type { Page } from '@playwright/test'
import { search } from './counter.ts'
import type { Shop } from './fixtures.ts'
import { coloursIn, cutOut, readPng, type Rgb } from './png.ts'

/** The sandbox's customers whose photo is of one colour, from 700000001 on: see its README. */
const colours = new Map<number, Rgb>(
  [
    [220, 20, 20],
    [20, 160, 20],
    [20, 20, 220],
    [240, 230, 20],
    [230, 20, 230],
    [20, 230, 230],
    [245, 130, 20],
    [120, 20, 170],
    [20, 125, 125],
    [140, 245, 20],
    [250, 150, 190],
    [120, 65, 20],
    [10, 15, 100],
    [125, 125, 20],
    [115, 10, 40],
    [140, 250, 170],
    [180, 150, 250],
    [250, 200, 150],
    [60, 150, 250],
    [10, 70, 30],
    [245, 30, 120],
    [110, 70, 240],
    [185, 165, 110],
    [90, 105, 130],
  ].map(([red = 0, green = 0, blue = 0], at) => [700_000_001 + at, [red, green, blue]]),
)

/** Who a screenshot says it shows: by name once the answer is there, by number before. */
type Caption = { userId: number; as: 'name' | 'number' }

type Frame = { caption: Caption | undefined; faces: Set<number> }

export type Watch = {
  /** What no screenshot may show, in words; empty when all is well. */
  mixUps: string[]
  /** How many screenshots showed a face, and how many a customer still being looked up: a watch that saw neither proves nothing. */
  withFace: number
  pending: number
}

/** All of the screen but the search box, whose caret blinks. */
const clip = { x: 0, y: 66, width: 1024, height: 530 }

/**
 * Switches between customers at random, with random delays of vendor and photo host, and takes screenshots at random moments.
 * Each is judged alone, by its pixels: the caption (compared with that of a fresh page) has to be of the customer searched for
 * last, and no pixel may have the colour of anybody else's photo, nor of theirs before their name is there.
 */
export async function watchFaces(
  page: Page,
  shop: Shop,
  { switches, seed, among = colours.size }: { switches: number; seed: number; among?: number },
): Promise<Watch> {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const customers = [...colours.keys()].slice(0, among)
  await page.setViewportSize({ width: 1024, height: 700 })
  await page.addInitScript(withoutMark)
  const see = await learnCaptions(page, shop, customers)

  const watch: Watch = { mixUps: [], withFace: 0, pending: 0 }
  for (let turn = 1, current = 0; turn <= switches; turn++) {
    const others = customers.filter((userId) => userId !== current)
    current = others[below(others.length)] ?? current
    const delays = Object.fromEntries(customers.map((userId) => [userId, below(4) * below(100)]))
    const photoDelays = Object.fromEntries(customers.map((userId) => [userId, below(4) * below(150)]))
    await shop.control({ delays, photoDelays })
    // By the search box and, from customer to customer with nothing between, by the browser's history.
    await (turn % 2 === 0 ? search(page, current) : comeBackTo(page, current))
    for (let shots = below(4); shots > 0; shots--) {
      await page.waitForTimeout(below(200))
      const frame = await see()
      const fault = faultOf(frame, current)
      if (fault !== undefined) watch.mixUps.push(`switch ${turn}, to ${current}: ${fault}`)
      if (frame.faces.size > 0) watch.withFace++
      if (frame.caption?.as === 'number') watch.pending++
    }
  }
  return watch
}

function faultOf({ caption, faces }: Frame, current: number) {
  const strangers = [...faces].filter((userId) => userId !== current)
  if (strangers.length > 0) return `the face of ${strangers.join()} under ${caption?.as} ${caption?.userId}`
  if (caption === undefined) return 'nobody’s name nor number'
  if (caption.userId !== current) return `still the ${caption.as} of ${caption.userId}`
  if (caption.as === 'number' && faces.size > 0) return 'a face before the name'
  return undefined
}

/** The mark of till and time on a photo mixes its white with the photo’s colour, which can give the colour of another photo. */
function withoutMark() {
  const style = new CSSStyleSheet()
  style.replaceSync('[data-mark]::after { content: none }')
  document.adoptedStyleSheets = [style]
}

/** Learns how each customer's number and name look. Returns what reads a screenshot of the page. */
async function learnCaptions(page: Page, shop: Shop, customers: number[]) {
  const captions = new Map<string, Caption>()
  const shoot = async () => readPng(await page.screenshot({ clip, caret: 'initial' }))
  const place = { x: 464, y: 23, width: 320, height: 40 }

  await shop.control({ apiDelay: 8_000 })
  await page.goto(shop.url)
  for (const userId of customers) {
    await search(page, userId)
    await page.getByRole('heading', { level: 1, name: `Customer ${userId}` }).waitFor()
    captions.set(cutOut(await shoot(), place), { userId, as: 'number' })
  }
  await shop.control({ apiDelay: 0 })
  for (const userId of customers) {
    await page.goto(`${shop.url}/customers/${userId}`)
    await page.locator('figure[data-photo-state=shown]').waitFor()
    captions.set(cutOut(await shoot(), place), { userId, as: 'name' })
  }
  if (captions.size !== customers.length * 2) throw new Error('two captions look the same')

  return async (): Promise<Frame> => {
    const pixels = await shoot()
    return { caption: captions.get(cutOut(pixels, place)), faces: coloursIn(pixels, colours) }
  }
}

/** As the Back button does: the address changes, and the page is told. */
const comeBackTo = (page: Page, userId: number) =>
  page.evaluate((path) => {
    history.pushState({ key: path + performance.now(), idx: 0 }, '', path)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, `/customers/${userId}`)

/** Mulberry32: the same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
