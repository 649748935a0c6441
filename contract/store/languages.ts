import * as v from 'valibot'

/** The languages of the screens, as BCP 47 tags (https://www.rfc-editor.org/info/bcp47). */
export const languages = ['en', 'hi', 'ar', 'es', 'id', 'th', 'fr', 'de', 'pt-BR', 'ja', 'zh-CN'] as const

/** The cookie that stores the language chosen at this till: a tag, and nothing personal. */
export const languageCookie = 'language'

/**
 * The direction of a language by its tag: Arabic, and the artificial language of the tests (`en-XB`), are written from right to
 * left.
 */
export const directionOf = (language: string) => (/^ar\b|^en-XB$/.test(language) ? 'rtl' : 'ltr')

/** The labels of a store's own fields: by key of the vendor's answer, then by language. */
export const fieldLabels = v.record(v.string(), v.record(v.string(), v.string()))
