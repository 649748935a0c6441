import { useEffect, useState } from 'react'

const minute = 60_000

/** The time in milliseconds since 1970, which changes once a minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  // External: the clock.
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute)
    return () => clearInterval(timer)
  }, [])
  return now
}
