import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import { shopQuery } from '#src/api/shop.ts'
import { useSpoken } from '#src/messages/words.ts'

const tillZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Dates and numbers as the store's country writes them, in the language of the till. Digits are those that stand on cards and keys, and
 * years in Arabic those of receipts, whatever a country's default is.
 */
function formatsOf(language: string, region: string) {
  const { language: spoken } = new Intl.Locale(language)
  const calendar = spoken === 'ar' ? { calendar: 'gregory' } : {}
  return new Intl.Locale(language, { region, numberingSystem: 'latn', ...calendar }).toString()
}

/** Rather than the name of a message, for the moment in which the words are not yet here. */
const nothing = () => ''

/** Words, dates and numbers for everything in it. */
export function Spoken({ children }: { children: ReactNode }) {
  const { language, words } = useSpoken()
  const { data } = useQuery(shopQuery())
  const { country = 'IN', timeZone = tillZone } = data?.local ?? {}
  return (
    <IntlProvider
      locale={formatsOf(language, country)}
      messages={words}
      timeZone={timeZone}
      getMessageFallback={nothing}
    >
      {children}
    </IntlProvider>
  )
}
