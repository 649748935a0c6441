import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { storeRules, type StoreRules } from '#contract/store-rules.ts'

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
  const written = STORE_RULES === undefined ? {} : readJsonFile(STORE_RULES.trim())
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

/** The file as an object, or what is wrong with it. */
function readJsonFile(path: string): object | string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return 'STORE_RULES must be the path of a JSON file, and there is none that can be read.'
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below: what is no JSON is no object either.
  }
  return 'STORE_RULES names a file that holds no JSON object.'
}

const ruleMistake = (issues?: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]) =>
  `STORE_RULES names a file with a mistake at "${(issues && v.getDotPath(issues[0])) ?? 'country'}".`

/** Some codes are only names for others (UK), and most pairs of letters name nothing. */
function isCountry(code: string) {
  if (!/^[A-Z]{2}$/.test(code) || new Intl.Locale(`und-${code}`).region !== code) return false
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
}
