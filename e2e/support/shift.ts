import type { Page } from '@playwright/test'
import { search, setVisibility, title, pauseAsAHand } from './counter.ts'
import { expect, type Shop } from './fixtures.ts'

/** Who comes to the till, in turn. */
const customers = Array.from({ length: 24 }, (_, at) => 565_040_002 + at)
/** Who is looked for in vain. */
const missed = 565_039_505

const languages = ['hi', 'ar', 'de']

const minutes = 60_000

declare global {
  interface Window {
    /** Those that were created and have not been revoked. */
    objectUrls: Set<string>
  }
}

/** What a page holds on to. `heap` is in megabytes. */
export type Held = { heap: number; nodes: number; listeners: number; objectUrls: number }

type Till = { page: Page; shop: Shop }

/** An associate at a till whose clock can be moved, and whose page keeps count of its object URLs. */
export async function openTill({ page, shop }: Till) {
  await page.addInitScript(() => {
    window.objectUrls = new Set()
    const { createObjectURL, revokeObjectURL } = URL
    URL.createObjectURL = (object) => {
      const url = createObjectURL.call(URL, object)
      window.objectUrls.add(url)
      return url
    }
    URL.revokeObjectURL = (url) => {
      window.objectUrls.delete(url)
      revokeObjectURL.call(URL, url)
    }
  })
  await page.clock.install()
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  let served = 0
  let spoken = 0
  let gone = 0
  const devtools = await page.context().newCDPSession(page)

  const shown = (userId: number) =>
    page.locator(`section[data-customer="${userId}"] figure[data-photo-state="shown"] img`)
  const lookUp = async (userId = customers[(served += 1) % customers.length] ?? 0) => {
    await page.getByRole('combobox').first().fill(String(userId))
    await page.keyboard.press('Enter')
    await shown(userId).waitFor()
  }
  const pass = async (time: number) => {
    gone += time
    await shop.control({ clockOffset: gone })
    await page.clock.fastForward(time)
  }
  const unlock = async () => {
    await page.getByLabel('PIN').fill('1234')
    await page.keyboard.press('Enter')
    await page.locator('section[data-customer]').waitFor()
  }
  const speak = async (language: string) => {
    await page.locator('header select').selectOption(language)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
  }

  /** What happens in a shift beside look-ups. Each ends as it began: in English, with a customer or the search box on screen. */
  const occasions = {
    renewal: async () => {
      const renewed = page.waitForResponse(/setImage/)
      await pass(46 * minutes)
      await renewed
    },
    sleep: async () => {
      await setVisibility(page, 'hidden')
      await pass(120 * minutes)
      await setVisibility(page, 'visible')
      await unlock()
    },
    outage: async () => {
      await page.context().setOffline(true)
      await search(page, missed)
      await expect(page.getByText('This till is offline.').first()).toBeVisible()
      await page.context().setOffline(false)
      await lookUp()
    },
    'vendor’s outage': async () => {
      await shop.control({ vendor: 'down' })
      await search(page, missed)
      await expect(page.getByText('Couldn’t reach the loyalty service.').first()).toBeVisible()
      await shop.control({ vendor: 'ok' })
      await lookUp()
    },
    'other language': async () => {
      await speak(languages[(spoken += 1) % languages.length] ?? 'hi')
      await lookUp()
      await speak('en')
    },
    lock: async () => {
      await page.getByRole('button', { name: 'Lock now' }).click()
      await unlock()
    },
    'larger photo': async () => {
      await page
        .getByRole('button', { name: /^Photo of/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await pauseAsAHand(page)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
    'self-test': async () => {
      await page.getByRole('button', { name: 'Keys' }).click()
      await page.getByRole('link', { name: 'Test this till' }).click()
      await expect(title(page)).toHaveText('Test this till')
      await page.getByRole('link', { name: 'Countersign' }).click()
      await lookUp()
    },
  }

  return {
    /** So many customers, and each occasion so many times, evenly among them. */
    async work(lookUps: number, times: Partial<Record<keyof typeof occasions, number>>) {
      const due = Object.entries(occasions).map(([name, act]) => {
        const [, count = 0] = Object.entries(times).find(([each]) => each === name) ?? []
        return { act, count }
      })
      for (let done = 1; done <= lookUps; done += 1) {
        await lookUp()
        for (const { act, count } of due) {
          const so = (many: number) => Math.floor((many * count) / lookUps)
          for (let time = so(done - 1); time < so(done); time += 1) await act()
        }
      }
    },

    /** With always the same customer on screen, once all timers have had their time and all garbage is gone. */
    async held(): Promise<Held> {
      await lookUp(customers[0])
      await page.clock.runFor(20_000)
      await shown(customers[0] ?? 0).waitFor()
      for (let time = 0; time < 3; time += 1) await devtools.send('HeapProfiler.collectGarbage')
      const { usedSize } = await devtools.send('Runtime.getHeapUsage')
      const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
      const objectUrls = await page.evaluate(() => window.objectUrls.size)
      return { heap: usedSize / 1e6, nodes, listeners: jsEventListeners, objectUrls }
    },
  }
}

/**
 * What has grown. Nodes and listeners that nobody holds may be counted a little longer than they live, an object URL may not.
 *
 * @param room megabytes that the heap may have grown by
 */
export const grown = (before: Held, after: Held, room: number) => [
  ...(after.heap - before.heap < room ? [] : ['heap']),
  ...(after.nodes - before.nodes < 100 ? [] : ['nodes']),
  ...(after.listeners - before.listeners < 15 ? [] : ['listeners']),
  ...(after.objectUrls <= before.objectUrls ? [] : ['object URLs']),
]
