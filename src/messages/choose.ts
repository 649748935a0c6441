import { loadFonts } from '#src/app/fonts/load.ts'
import { keepShell } from '#src/app/keep-shell.ts'
import { rememberLanguage } from './language-cookie.ts'
import { speak } from './words.ts'

/**
 * Changes the language, at once and for the next start. The customer on screen and typed text stay.
 *
 * @throws {TypeError} if its messages cannot be fetched; nothing has changed then
 */
export async function chooseLanguage(language: string) {
  await speak(language)
  rememberLanguage(language)
  loadFonts(language)
  keepShell()
}
