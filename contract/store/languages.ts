import * as v from 'valibot'

/** The languages the screens speak, as BCP 47 tags (https://www.rfc-editor.org/info/bcp47). */
export const languages = ['en', 'hi', 'ar', 'es', 'id', 'th', 'fr', 'de', 'pt-BR', 'ja', 'zh-CN'] as const

/** The cookie that remembers which one was chosen at this till: a tag, and nothing about anybody. */
export const languageCookie = 'language'

/** Of a tag: Arabic, and the made-up language of the tests (`en-XB`), are written from right to left. */
export const directionOf = (language: string) => (/^ar\b|^en-XB$/.test(language) ? 'rtl' : 'ltr')

/** How a store's own fields are called: by key of the vendor's answer, then by language. */
export const fieldLabels = v.record(v.string(), v.record(v.string(), v.string()))
