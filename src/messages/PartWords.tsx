import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { IntlProvider, useLocale, useMessages, useTimeZone } from 'use-intl'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { partWordsOf, type Part } from './part-words.ts'
import { useSpoken } from './words.ts'

type Props = {
  part: Part
  /** Shown until the messages are there; a line by default. */
  placeholder?: ReactNode
  children: ReactNode
}

/** Provides the messages of a part that is seldom needed, beside those that are there, and shows the part once it has them. */
export function PartWords({ part, placeholder, children }: Props) {
  const { language } = useSpoken()
  const others = useMessages()
  const locale = useLocale()
  const timeZone = useTimeZone()
  const { data } = useQuery({
    queryKey: ['words', part, language],
    queryFn: () => partWordsOf(part, language),
    retry: true,
    staleTime: Infinity,
  })
  if (data === undefined) return placeholder === undefined ? <ProgressLine /> : placeholder
  return (
    <IntlProvider
      locale={locale}
      messages={{ ...others, ...data, failure: { ...others.failure, ...failureIn(data) } }}
      {...(timeZone !== undefined && { timeZone })}
    >
      {children}
    </IntlProvider>
  )
}

/** A part may have words for failures that only it can show; the others stay. */
const failureIn = (words: object): object => ('failure' in words ? Object(words.failure) : {})
