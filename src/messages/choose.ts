import { directionOf } from '#contract/store/languages.ts'
import { loadFonts } from '#src/app/fonts/load.ts'
import { keepShell } from '#src/app/keep-shell.ts'
import { rememberLanguage } from './language-cookie.ts'
import { asWholeAs } from './seldom-words.ts'
import { speak, speaking } from './words.ts'

const catalogues = import.meta.glob<{ default: object }>('./later/*.json')

/**
 * Speaks another language from now on, at once and from the next start: whoever is on screen stays, and so does what is typed.
 *
 * @throws {TypeError} where its words can't be fetched; then nothing has changed
 */
export async function chooseLanguage(language: string) {
  const catalogue = await catalogues[`./later/${language}.json`]?.()
  if (catalogue === undefined) return
  const words = await asWholeAs(speaking().words, catalogue.default)
  rememberLanguage(language)
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  speak({ language, words })
  loadFonts(language)
  keepShell()
}
