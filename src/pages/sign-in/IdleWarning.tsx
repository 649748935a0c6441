import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import { useSecondsLeft, warningSeconds } from '#src/app/idle.ts'
import { Icon } from '#src/ui/Icon.tsx'

/**
 * Says that the screen is about to lock; the lock button in the header counts down. Any key, touch or movement keeps the screen open,
 * and the focus stays where it is. The warning is rendered inside an open dialog, because anything outside the dialog is neither seen
 * nor announced. There, and where the header can scroll away, it has a small sign at the top that takes no clicks.
 */
export function IdleWarning() {
  const t = useTranslations('lock')
  const left = useSecondsLeft()
  if (left === undefined) return null
  const dialog = document.querySelector('dialog[open]')
  return createPortal(
    <>
      {/* Announced once, not every second. */}
      <p role="alert" className="sr-only">
        {t('warning', { seconds: warningSeconds })}
      </p>
      <div
        aria-hidden="true"
        className={`pointer-events-none fixed inset-x-0 top-0 z-30 flex justify-center p-2 ${dialog === null ? 'md:hidden' : ''}`}
      >
        <p className="flex items-center gap-2 rounded-panel border border-line bg-panel px-3 py-1 text-small text-ink [box-shadow:var(--floating)]">
          <Icon name="lock" className="size-4 text-caution" />
          {t('warning', { seconds: left })}
        </p>
      </div>
    </>,
    dialog ?? document.body,
  )
}
