import * as v from 'valibot'
import { languages } from '#contract/store/languages.ts'
import { storeRules } from '#contract/store/store-rules.ts'

/** Some codes are only names for others (UK), and most pairs of letters name nothing. */
export function isCountry(code: string) {
  if (!/^[A-Z]{2}$/.test(code) || new Intl.Locale(`und-${code}`).region !== code) return false
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
}

export const isCurrency = (code: string) => Intl.supportedValuesOf('currency').includes(code)

/** The file may leave the country to `STORE_COUNTRY`. */
export const storeRulesOfFile = v.strictObject({
  ...storeRules.entries,
  country: v.optional(v.pipe(v.string(), v.check(isCountry))),
})

const language = v.pipe(
  v.string(),
  v.check((tag) => v.is(v.picklist(languages), tag)),
)

export const labelsOfFile = v.record(v.string(), v.record(language, v.string()))
