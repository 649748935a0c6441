import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useFormatter } from 'use-intl'
import { sessionQuery } from '#src/api/session.ts'

const tiles = Array.from({ length: 24 }, (_, tile) => tile)

/**
 * A faint mark on the data, so that a photograph of the screen shows by whom, where and when it was taken. The words are not part
 * of the page: they are not read aloud, found by a search, or copied.
 */
export function Watermark() {
  const mark = useMark()
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 grid grid-cols-[repeat(auto-fill,14rem)] content-start justify-around gap-y-16 overflow-hidden opacity-[0.055] select-none"
    >
      {tiles.map((tile) => (
        <span
          key={tile}
          data-mark={mark}
          className="block -rotate-12 pt-10 text-small whitespace-nowrap after:content-[attr(data-mark)]"
        />
      ))}
    </div>
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

const minute = 60_000

function useMark() {
  const format = useFormatter()
  const { data } = useQuery(sessionQuery())
  const [now, setNow] = useState(() => new Date())
  // External: the clock.
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute)
    return () => clearInterval(timer)
  }, [])
  const { till, associate } = data?.who ?? {}
  const time = format.dateTime(now, { dateStyle: 'short', timeStyle: 'short' })
  // Each part keeps its own text direction.
  const isolated = (part: string) => `\u2068${part}\u2069`
  return [till, associate?.name, time]
    .filter((part) => part !== undefined)
    .map(isolated)
    .join(' · ')
}
