import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type Tone = 'info' | 'caution' | 'stop'

const tones: Record<Tone, { icon: IconName; className: string }> = {
  info: { icon: 'info', className: 'bg-info-wash text-info' },
  caution: { icon: 'caution', className: 'bg-caution-wash text-caution' },
  stop: { icon: 'stop', className: 'bg-stop-wash text-stop' },
}

/** A full-width message that should be seen first. Its tone is never shown by colour alone. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { icon, className } = tones[tone]
  return (
    <div className={`flex items-start gap-3 rounded-panel px-4 py-3 text-body ${className}`}>
      <Icon name={icon} className="mt-0.5 size-5" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
