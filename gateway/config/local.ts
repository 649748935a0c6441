import * as v from 'valibot'
import { fieldLabels, languages } from '#contract/store/languages.ts'
import type { Shop } from '#contract/api/shop.ts'
import { readJsonFile } from './json-file.ts'
import { mistakesIn, type Environment } from './values.ts'

/** How the store writes times and sums, and what it calls its own fields. */
export type Local = Pick<Shop, 'fieldLabels'> & { local: Omit<Shop['local'], 'country'> }

/** @returns the mistakes, where there are any */
export function readLocal(env: Environment): Local | string[] {
  const { STORE_TIME_ZONE, STORE_CURRENCY, SPEAK_NAMES, FIELD_LABELS } = env
  const speaking = SPEAK_NAMES?.trim() ?? 'yes'
  const timeZone = STORE_TIME_ZONE?.trim()
  const currency = STORE_CURRENCY?.trim().toUpperCase()
  const labels = readLabels(FIELD_LABELS)
  const mistakes = mistakesIn([
    [
      timeZone !== undefined && !isTimeZone(timeZone),
      'STORE_TIME_ZONE must be a time zone, such as Asia/Kolkata.',
    ],
    [
      currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency),
      'STORE_CURRENCY must be a currency code of ISO 4217, three letters, such as INR.',
    ],
    [!['yes', 'no'].includes(speaking), 'SPEAK_NAMES must be yes or no.'],
  ])
  if (typeof labels === 'string') return [...mistakes, labels]
  if (mistakes.length > 0) return mistakes
  return {
    local: {
      ...(timeZone ? { timeZone } : {}),
      ...(currency ? { currency } : {}),
      ...(speaking === 'no' ? { namesUnspoken: true } : {}),
    },
    fieldLabels: labels,
  }
}

/** The labels, or in a sentence what is wrong with their file. */
function readLabels(file: string | undefined): Local['fieldLabels'] | string {
  if (file === undefined) return {}
  const written = readJsonFile('FIELD_LABELS', file.trim())
  if (typeof written === 'string') return written
  const reading = v.safeParse(fieldLabels, written)
  if (reading.success && isOfKnownLanguages(reading.output)) return reading.output
  return `FIELD_LABELS names a file that is not of the form { "field": { "language": "label" } }, languages being ${languages.join(', ')}.`
}

function isTimeZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format()
    return true
  } catch {
    return false
  }
}

const isOfKnownLanguages = (labels: Local['fieldLabels']) =>
  Object.values(labels).every((byLanguage) =>
    Object.keys(byLanguage).every((language) => languages.some((each) => each === language)),
  )
