import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

/** "Trying again in 3 seconds." */
export function Countdown({ seconds }: { seconds: number }) {
  const t = useTranslations('trying')
  const [left, setLeft] = useState(seconds)
  // External: the clock.
  useEffect(() => {
    const tick = setInterval(() => setLeft((before) => before - 1), 1000)
    return () => clearInterval(tick)
  }, [])
  return <p className="text-body text-quiet">{left > 0 ? t('in', { seconds: Math.ceil(left) }) : t('now')}</p>
}
