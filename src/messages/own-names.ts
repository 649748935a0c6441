import { languages } from '#contract/store/languages.ts'

/** Each language in its own name: people who look for theirs may not be able to read the current one. */
export const ownNames = new Map(
  languages.map((language) => {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
    return [language, name.charAt(0).toLocaleUpperCase(language) + name.slice(1)]
  }),
)
