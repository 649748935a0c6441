import { search } from '../support/counter.ts'
import { watchFaces } from '../support/face-watch.ts'
import { expect, openShop, serve, signIn, test } from '../support/fixtures.ts'
import { buildWithMistakes, type Seed } from '../support/seeded-app.ts'

// A run is repeated by its seed; a trace of hundreds of switches would only slow it down.
test.use({ trace: 'off' })

/** 2,000 by hand: `SWITCHES=2000 npx playwright test never-the-wrong-face`. `SEED` repeats a run. */
const switches = Number(process.env.SWITCHES ?? 30)
const seed = Number(process.env.SEED ?? 565_039_505)

test(`no pixel of one customer's photo is ever under another's name, in ${switches} switches`, async ({
  page,
  shop,
}) => {
  test.setTimeout(60_000 + switches * 1_500)
  console.log(`switches between customers: SEED=${seed} SWITCHES=${switches}`)
  const watch = await watchFaces(page, shop, { switches, seed })
  expect(watch.mixUps, `SEED=${seed}`).toEqual([])
  expect(watch.withFace).toBeGreaterThan(switches / 6)
  expect(watch.pending).toBeGreaterThan(switches / 12)
})

/** What else keeps faces apart when the React key is gone: with the key, the screen must be safe without any of it. */
const otherDefences: Seed[] = [
  {
    file: 'src/api/customers.ts',
    text: 'retry: isWorthRetrying,',
    instead: 'placeholderData: keepPreviousData, retry: isWorthRetrying,',
  },
  {
    file: 'src/pages/see-customer/CustomerPage.tsx',
    text: 'data !== undefined && data.customer.id !== userId',
    instead: 'false',
  },
  {
    file: 'src/pages/see-customer/CustomerPhoto.tsx',
    text: 'data?.ownerId === userId ? data : undefined',
    instead: 'data',
  },
]

const reactKey: Seed[] = [
  {
    file: 'src/pages/see-customer/CustomerPage.tsx',
    text: '<LookUp key={userId} userId',
    instead: '<LookUp userId',
  },
]

test('this test finds the wrong face once the React key is removed, and with the key alone there is none', async ({
  page,
}) => {
  test.setTimeout(120_000)
  for (const [name, seeds] of [
    ['keyed', otherDefences],
    ['unkeyed', [...otherDefences, ...reactKey]],
  ] as const) {
    await using served = await serve(await buildWithMistakes(name, [...seeds]))
    await signIn(page.context(), served.url)
    await using shop = await openShop(served)
    const watch = await watchFaces(page, shop, { switches: 25, seed: 1, among: 6 })
    if (name === 'keyed') expect(watch.mixUps).toEqual([])
    else expect(watch.mixUps).toContainEqual(expect.stringContaining('the face of'))
  }
})

test('a switch takes the former customer off the screen in the frame in which the search starts', async ({
  page,
  shop,
}) => {
  const [red, green] = [700_000_001, 700_000_002]
  await shop.control({ delays: { [green]: 300 }, photoDelays: { [green]: 300 } })
  await page.goto(`/customers/${red}`)
  await expect(page.getByRole('img', { name: 'Photo of Solid Red' })).toBeVisible()

  // What each frame is about to paint, and each state of the document between two tasks.
  await page.evaluate(() => {
    const seen: string[] = []
    const look = () => {
      const shown = [
        ...document.querySelectorAll('main h1, main [data-customer], main [data-owner], main img'),
      ]
      const owners = shown.map(
        (element) =>
          element.getAttribute('alt') ??
          element.getAttribute('data-customer') ??
          element.getAttribute('data-owner') ??
          element.textContent,
      )
      seen.push([location.pathname, ...owners].join(' | '))
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
    const eachFrame = () => {
      look()
      requestAnimationFrame(eachFrame)
    }
    eachFrame()
    Object.assign(globalThis, { seen })
  })
  await search(page, green)
  await expect(page.getByRole('img', { name: 'Photo of Solid Green' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('img', { name: 'Photo of Solid Red' })).toBeVisible()

  const seen = await page.evaluate(
    (): string[] => Object.entries(globalThis).find(([name]) => name === 'seen')?.[1],
  )
  const wrong = {
    '/': /Red|700000001/,
    [`/customers/${red}`]: /Green|700000002/,
    [`/customers/${green}`]: /Red|700000001/,
  }
  for (const state of seen) {
    const [path = '', ...owners] = state.split(' | ')
    expect(owners.join(), state).not.toMatch(wrong[path] ?? /./)
  }
  expect(seen).toContain(`/ | Customer ${green}`)
  expect(seen.length).toBeGreaterThan(20)
})
