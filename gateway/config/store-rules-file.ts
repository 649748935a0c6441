import * as v from 'valibot'
import { storeRules, type StoreRules } from '#contract/store/store-rules.ts'
import { readJsonFile } from './json-file.ts'

const usualCountry = 'IN'

/**
 * What the search box may understand: `STORE_COUNTRY`, and the rules of the JSON file that `STORE_RULES` names.
 *
 * @returns the rules, or the mistakes in them: one sentence each, naming variables and keys but never their values
 */
export function readStoreRules({
  STORE_COUNTRY,
  STORE_RULES,
}: Record<string, string | undefined>): StoreRules | string[] {
  const named = STORE_COUNTRY?.trim().toUpperCase()
  const country = named === undefined || isCountry(named) ? (named ?? usualCountry) : undefined
  const mistakes = country === undefined ? [countryMistake] : []
  const written = STORE_RULES === undefined ? {} : readJsonFile('STORE_RULES', STORE_RULES.trim())
  if (typeof written === 'string') return [...mistakes, written]

  const reading = v.safeParse(storeRules, { country: country ?? usualCountry, ...written })
  if (!reading.success) return [...mistakes, ruleMistake(reading.issues)]
  const rules = reading.output
  if (!isCountry(rules.country)) return [...mistakes, ruleMistake()]
  if (named !== undefined && country !== undefined && rules.country !== country)
    return ['STORE_COUNTRY and the file that STORE_RULES names differ about the country.']
  return mistakes.length > 0 ? mistakes : rules
}

const countryMistake =
  'STORE_COUNTRY must be a country code of ISO 3166-1, two letters, such as IN (the United Kingdom’s is GB).'

const ruleMistake = (issues?: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]) =>
  `STORE_RULES names a file with a mistake at "${(issues && v.getDotPath(issues[0])) ?? 'country'}".`

/** Some codes are only names for others (UK), and most pairs of letters name nothing. */
function isCountry(code: string) {
  if (!/^[A-Z]{2}$/.test(code) || new Intl.Locale(`und-${code}`).region !== code) return false
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
}
