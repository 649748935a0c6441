import { useFormatter } from 'use-intl'

/**
 * Dates as the shop reads them. `localDate` takes the vendor's zone-less times (`2025-04-30T12:25:56`) and shows the date alone:
 * nobody knows which zone the hour belongs to.
 */
export function useDates() {
  const format = useFormatter()
  return {
    localDate: (written: string) =>
      format.dateTime(new Date(`${written.slice(0, 10)}T00:00:00Z`), {
        dateStyle: 'medium',
        timeZone: 'UTC',
      }),
    dateOf: (moment: string) => format.dateTime(new Date(moment), { dateStyle: 'medium' }),
  }
}
