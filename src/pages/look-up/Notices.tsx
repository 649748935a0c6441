import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useConnectivity } from '#src/api/connectivity.ts'
import { useSlowness, useViewsAsAssociate } from '#src/api/notices.ts'
import { Icon, type IconName } from '#src/ui/Icon.tsx'
import { useConnectivityWords } from './use-connectivity-words.ts'

type Tone = 'info' | 'caution'

const tones: Record<Tone, { icon: IconName; className: string }> = {
  info: { icon: 'info', className: 'bg-info-wash text-info' },
  caution: { icon: 'caution', className: 'bg-caution-wash text-caution' },
}

/**
 * The notice above every screen: the newest cause that still exists, and only that one. It lies in the space that the page keeps free
 * below the header, so that nothing moves when it comes or goes.
 */
export function Notices() {
  const t = useTranslations('notices')
  const reasons = useTranslations('pauses.reason')
  const connectivity = useConnectivity()
  const connectivityWords = useConnectivityWords()
  const slowedFor = useSlowness()
  const newest = useNewest({
    viewsAs: useViewsAsAssociate(),
    slowed: slowedFor !== undefined,
    connectivity: connectivity !== 'clear',
  })
  return (
    <div role="status" className="pointer-events-none absolute inset-x-4 top-0 sm:inset-x-6">
      {newest === 'viewsAs' && <Strip tone="info">{t('viewAs')}</Strip>}
      {newest === 'slowed' && slowedFor !== undefined && (
        <Strip tone="caution">{`${reasons(slowedFor)} ${t('slowed')}`}</Strip>
      )}
      {newest === 'connectivity' && connectivity !== 'clear' && (
        <Strip tone={connectivity.endsWith('slow') ? 'info' : 'caution'}>
          {connectivityWords(connectivity)}
        </Strip>
      )}
    </div>
  )
}

/** One line. On a telephone it shows the first sentence only, which says what happened. */
function Strip({ tone, children }: { tone: Tone; children: string }) {
  const { icon, className } = tones[tone]
  const [first = '', ...rest] = useSentences(children)
  return (
    <p className={`flex h-6 items-center gap-2 rounded-b-control px-3 text-small ${className}`}>
      <Icon name={icon} className="size-4" />
      <span className="relative min-w-0 truncate">
        <span>{first}</span>
        <span className="max-sm:sr-only">{rest.join('')}</span>
      </span>
    </p>
  )
}

/** The sentences of a text, with the spaces between them. */
function useSentences(text: string): string[] {
  const segments = new Intl.Segmenter(useLocale(), { granularity: 'sentence' }).segment(text)
  return Array.from(segments, ({ segment }) => segment)
}

const causes = ['viewsAs', 'slowed', 'connectivity'] as const
type Cause = (typeof causes)[number]

/** The cause that has begun last. */
function useNewest(exists: Record<Cause, boolean>): Cause | undefined {
  const [order, setOrder] = useState<readonly Cause[]>([])
  const lasting = order.filter((cause) => exists[cause])
  const begun = causes.filter((cause) => exists[cause] && !order.includes(cause))
  const next = [...lasting, ...begun]
  if (next.length !== order.length || begun.length > 0) setOrder(next)
  return next.at(-1)
}
