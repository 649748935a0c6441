import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Icon, type IconName } from '#src/ui/Icon.tsx'

export type Verdict = 'running' | 'yours' | 'ok' | 'info' | 'caution' | 'stop'

const looks: Record<Verdict, { icon: IconName; className: string }> = {
  running: { icon: 'again', className: 'text-quiet' },
  yours: { icon: 'yours', className: 'text-accent' },
  ok: { icon: 'ok', className: 'text-ok' },
  info: { icon: 'info', className: 'text-info' },
  caution: { icon: 'caution', className: 'text-caution' },
  stop: { icon: 'stop', className: 'text-stop' },
}

type Props = {
  name: string
  verdict: Verdict
  /** What was found, and what to do. */
  children?: ReactNode
}

/** One check: its name, its result in a word, and in a sentence what to do. */
export function Row({ name, verdict, children }: Props) {
  const t = useTranslations('selfTest.verdict')
  const { icon, className } = looks[verdict]
  return (
    <li className="grid grid-cols-[1.25rem_1fr_auto] gap-x-3 gap-y-1 border-t border-line py-2.5 text-body md:grid-cols-[1.25rem_14rem_8rem_1fr]">
      <span className={`pt-0.5 ${className}`}>
        <Icon name={icon} />
      </span>
      <h2 className="font-strong">{name}</h2>
      <p className={`max-md:text-end ${className}`}>{t(verdict)}</p>
      <div className="text-quiet max-md:col-span-2 max-md:col-start-2">{children}</div>
    </li>
  )
}
