import { useQuery } from '@tanstack/react-query'
import { useFormatter } from 'use-intl'
import { shopQuery } from '#src/api/shop.ts'

/**
 * Dates as the shop reads them. `localDate` takes the vendor's zone-less times (`2025-04-30T12:25:56`) and shows the date alone:
 * nobody knows which zone the hour belongs to.
 */
export function useDates() {
  const format = useFormatter()
  return {
    localDate: (written: string, dateStyle: 'medium' | 'long' = 'medium') =>
      format.dateTime(new Date(`${written.slice(0, 10)}T00:00:00Z`), { dateStyle, timeZone: 'UTC' }),
    dateOf: (moment: string) => format.dateTime(new Date(moment), { dateStyle: 'medium' }),
  }
}

/** Sums as the shop writes them, in its currency where it has named one: the vendor names none. */
export function useAmount() {
  const format = useFormatter()
  const { data } = useQuery(shopQuery())
  const currency = data?.local.currency
  return (sum: number) =>
    currency === undefined
      ? format.number(sum, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
      : format.number(sum, { style: 'currency', currency })
}
