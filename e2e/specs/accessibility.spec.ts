import { axeFaults } from '../support/axe.ts'
import { layoutFaults } from '../support/layout-faults.ts'
import { expect, test } from '../support/fixtures.ts'
import { languages, pseudo, speak } from '../support/speak.ts'
import { chapters } from '../support/tour.ts'

/** `LANGUAGES=all` looks at every state in every language; otherwise each state is looked at in Arabic and in one other, in turn. */
const isWhole = process.env['LANGUAGES'] === 'all'
const others = languages.filter((each) => each !== 'en' && each !== 'ar')
let turn = 0
const languagesInTurn = () => {
  const next = others[turn++ % others.length]
  return isWhole || next === undefined ? others : [next]
}

/** Contrast is a matter of the theme, all else one of the words and of the page: each is looked at where it can differ. */
const contrast = 'color-contrast'

for (const { name, isSignedIn, walk } of chapters)
  test.describe(name, () => {
    test.use({ signedIn: isSignedIn })
    test.describe.configure({ timeout: 180_000 })

    test(`axe finds no fault in any state of ${name}, in either theme, in Arabic and in another language`, async ({
      page,
      shop,
    }) => {
      const faults: string[] = []
      const note = async (where: string, options: Parameters<typeof axeFaults>[1]) =>
        faults.push(...(await axeFaults(page, options)).map((fault) => `${where}: ${fault}`))
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await walk({
        page,
        shop,
        look: async (state) => {
          await note(state, {})
          await page.emulateMedia({ colorScheme: 'dark' })
          await note(`${state}, dark`, { runOnly: [contrast] })
          await page.emulateMedia({ colorScheme: 'light' })
          for (const language of ['ar', ...languagesInTurn()]) {
            await speak(page, language)
            await note(`${state}, ${language}`, { rules: { [contrast]: { enabled: false } } })
          }
          await speak(page, 'en')
        },
      })
      expect(faults).toEqual([])
    })

    test(`nothing is cut off, overlaps or sticks out in any state of ${name}, on any screen, and targets are large`, async ({
      page,
      shop,
    }) => {
      const browser = await page.context().newCDPSession(page)
      const faults: string[] = []
      await walk({
        page,
        shop,
        look: async (state) => {
          for (const language of ['en', 'ar', 'hi', pseudo]) {
            await speak(page, language)
            for (const [width, height, standard] of isWhole || language === 'en' ? screens : hardScreens) {
              await browser.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
              await page.setViewportSize({ width, height })
              const found = await page.evaluate(layoutFaults)
              faults.push(...found.map((fault) => `${state}, ${language}, ${width} × ${height}: ${fault}`))
            }
          }
          await speak(page, 'en')
        },
      })
      expect(faults).toEqual([])
    })
  })

/** Width and height, and the size of text in the browser's settings. */
const screens: readonly (readonly [number, number, number])[] = [
  // As 1280 px look at 400 % (https://www.w3.org/WAI/WCAG22/Understanding/reflow.html).
  [320, 640, 16],
  [390, 844, 16],
  [1024, 768, 16],
  // As whoever has chosen "very large" in the browser: breakpoints follow.
  [1366, 768, 32],
  [1366, 768, 16],
]

/** Where words that are longer than the English ones break a layout first. */
const hardScreens = screens.filter(([width, , standard]) => width < 400 || standard > 16)
