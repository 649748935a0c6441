import { useFormatter, useTranslations } from 'use-intl'
import { useDates } from '#src/app/formats.ts'
import { useValueWords } from '#src/app/field-label.ts'

const dateOnly = /^\d{4}-\d{2}-\d{2}$/
const momentWithZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** The value of an open field, formatted by its type: numbers, dates and booleans in the shop's format, other text unchanged. */
export function FieldValue({ value }: { value: string | number | boolean }) {
  const t = useTranslations('field')
  const format = useFormatter()
  const dates = useDates()
  const words = useValueWords()
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return format.number(value)
  if (Number.isNaN(Date.parse(value))) return words(value)
  if (dateOnly.test(value)) return dates.localDate(value)
  return momentWithZone.test(value) ? dates.dateOf(value) : words(value)
}
