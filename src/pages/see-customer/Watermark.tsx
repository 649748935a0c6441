import { useQuery } from '@tanstack/react-query'
import { useFormatter } from 'use-intl'
import { sessionQuery } from '#src/api/session.ts'
import { useNow } from '#src/app/use-now.ts'

/**
 * One line at the foot of the card, so that a photograph of the screen shows by whom, where and when it was taken. The words are not
 * part of the page: they are not read aloud, found by a search, or copied.
 */
export function Watermark() {
  const mark = useMark()
  return (
    <p
      aria-hidden="true"
      data-mark={mark}
      className="pt-2 text-end text-[0.6875rem] text-quiet opacity-70 select-none after:content-[attr(data-mark)]"
    />
  )
}

/** The mark along the lower edge of a photo, away from the face. */
export function PhotoMark() {
  const mark = useMark()
  return (
    <span
      aria-hidden="true"
      data-mark={mark}
      dir="ltr"
      className="pointer-events-none absolute inset-x-0 bottom-0 truncate px-2 py-0.5 text-end text-[0.6875rem] text-[#fff] opacity-60 select-none [text-shadow:0_0_3px_#000] after:content-[attr(data-mark)]"
    />
  )
}

function useMark() {
  const format = useFormatter()
  const { data } = useQuery(sessionQuery())
  const now = useNow()
  const { till, associate } = data?.who ?? {}
  const time = format.dateTime(now, { dateStyle: 'short', timeStyle: 'short' })
  // Each part keeps its own text direction.
  const isolated = (part: string) => `\u2068${part}\u2069`
  return [till, associate?.name, time]
    .filter((part) => part !== undefined)
    .map(isolated)
    .join(' · ')
}
