import { languageCookie } from '#contract/store/languages.ts'

const aYear = 365 * 24 * 3600

/** Makes the gateway begin with this language from the next start on. It is the till's, and says nothing about anybody. */
export function rememberLanguage(language: string) {
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${aYear}; samesite=lax`
}

export const remembersLanguage = () => document.cookie.includes(`${languageCookie}=`)
