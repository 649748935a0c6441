import { useQuery } from '@tanstack/react-query'
import { useFormatter } from 'use-intl'
import { shopQuery } from '#src/api/shop.ts'

/**
 * Formats dates for the shop. `localDate` takes the vendor's times without a zone (`2025-04-30T12:25:56`) and shows only the date,
 * because the zone of the hour is unknown.
 */
export function useDates() {
  const format = useFormatter()
  return {
    localDate: (written: string, dateStyle: 'medium' | 'long' = 'medium') =>
      format.dateTime(new Date(`${written.slice(0, 10)}T00:00:00Z`), { dateStyle, timeZone: 'UTC' }),
    dateOf: (moment: string) => format.dateTime(new Date(moment), { dateStyle: 'medium' }),
    /** A day or a moment not far from now: with the weekday within a week, with the year only if it is another year. */
    near: (written: string) => {
      const isDay = written.length <= 19
      const date = new Date(isDay ? `${written.slice(0, 10)}T00:00:00Z` : written)
      const isThisWeek = Math.abs(date.getTime() - Date.now()) < 7 * 86_400_000
      const isThisYear = date.getUTCFullYear() === new Date().getUTCFullYear()
      return format.dateTime(date, {
        day: 'numeric',
        month: 'short',
        ...(isThisWeek && { weekday: 'short' }),
        ...(!isThisYear && { year: 'numeric' }),
        ...(isDay && { timeZone: 'UTC' }),
      })
    },
  }
}

/** Formats amounts, in the store's currency if it is configured: the vendor does not state a currency. */
export function useAmount() {
  const format = useFormatter()
  const { data } = useQuery(shopQuery())
  const currency = data?.local.currency
  return (sum: number) =>
    currency === undefined
      ? format.number(sum, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
      : format.number(sum, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
}
