import { directionOf, languageCookie } from '#contract/languages.ts'
import { loadFonts } from '#src/fonts/load.ts'
import { asWholeAs } from './seldom-words.ts'
import { speak, speaking } from './words.ts'

const catalogues = import.meta.glob<{ default: object }>('./later/*.json')

const aYear = 365 * 24 * 3600

/**
 * Speaks another language from now on, at once and from the next start: whoever is on screen stays, and so does what is typed.
 *
 * @throws {TypeError} where its words can't be fetched; then nothing has changed
 */
export async function chooseLanguage(language: string) {
  const catalogue = await catalogues[`./later/${language}.json`]?.()
  if (catalogue === undefined) return
  const words = await asWholeAs(speaking().words, catalogue.default)
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${aYear}; samesite=lax`
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  speak({ language, words })
  loadFonts(language)
}
