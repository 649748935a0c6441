import { languageCookie } from '#contract/store/languages.ts'

const aYear = 365 * 24 * 3600

/** Makes the gateway serve this language from the next start on. The cookie belongs to the till and is not personal. */
export function rememberLanguage(language: string) {
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${aYear}; samesite=lax`
}

export const remembersLanguage = () => document.cookie.includes(`${languageCookie}=`)
