import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import { shopQuery } from '#src/api/shop.ts'
import { useSpoken } from '#src/messages/words.ts'

const tillZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * The locale for dates and numbers: the store's country in the language of the till. Digits are always those of cards and keys
 * (0-9), and years in Arabic are Gregorian as on receipts, whatever the country's default is.
 */
function formatsOf(language: string, region: string) {
  const { language: spoken } = new Intl.Locale(language)
  const calendar = spoken === 'ar' ? { calendar: 'gregory' } : {}
  return new Intl.Locale(language, { region, numberingSystem: 'latn', ...calendar }).toString()
}

/** Provides messages, dates and numbers for its children. */
export function Spoken({ children }: { children: ReactNode }) {
  const { language, words } = useSpoken()
  const { data } = useQuery(shopQuery())
  const { country = 'IN', timeZone = tillZone } = data?.local ?? {}
  return (
    <IntlProvider locale={formatsOf(language, country)} messages={words} timeZone={timeZone}>
      {children}
    </IntlProvider>
  )
}
