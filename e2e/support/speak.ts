import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'

const folder = 'src/messages'

/** Of the catalogues. */
export const languages = readdirSync(folder).flatMap(
  (file) => /^((?!en-XB)[\w-]+)\.json$/.exec(file)?.[1] ?? [],
)

/** The made-up language: accented, longer by two fifths, from right to left. */
export const pseudo = 'en-XB'

export const wordOf = (language: string, space: string, key: string): string =>
  JSON.parse(readFileSync(`src/messages/${language}.json`, 'utf8'))[space][key]

/** As the gateway is told at the next start. */
export const startIn = (page: Page, language: string) =>
  page.context().addCookies([{ name: 'language', value: language, domain: '127.0.0.1', path: '/' }])

/** Changes the language by the list in the header, also where a dialog covers it, and waits for it. The made-up one is not in the list. */
export async function speak(page: Page, language: string) {
  await page.locator('select:has(option[lang])').first().waitFor({ state: 'attached' })
  await page.evaluate(async (tag) => {
    const list = document.querySelector<HTMLSelectElement>('select:has(option[lang])')
    if (list === null) throw new Error('no list of languages')
    if (!list.querySelector(`[lang="${tag}"]`)) list.add(new Option(tag, tag))
    list.value = tag
    list.dispatchEvent(new Event('change', { bubbles: true }))
    while (document.documentElement.lang !== tag) await new Promise((resolve) => setTimeout(resolve, 5))
  }, language)
}
