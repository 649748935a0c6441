import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { IntlProvider, useLocale, useTimeZone } from 'use-intl'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { partWordsOf, useSpoken, type Part } from './words.ts'

/** Provides the messages of a part that is seldom needed, and is shown once they are there. */
export function PartWords({ part, children }: { part: Part; children: ReactNode }) {
  const { language, words } = useSpoken()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const { data } = useQuery({
    queryKey: ['words', part, language],
    queryFn: () => partWordsOf(part, language),
    retry: true,
    staleTime: Infinity,
  })
  if (data === undefined) return <ProgressLine />
  return (
    <IntlProvider
      locale={locale}
      messages={{ ...words, ...data }}
      {...(timeZone !== undefined && { timeZone })}
    >
      {children}
    </IntlProvider>
  )
}
