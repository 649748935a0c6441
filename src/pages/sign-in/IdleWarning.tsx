import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'

/**
 * Says that the screen is about to lock. Any key, touch or movement keeps it open, and the focus stays where it is. The warning is
 * rendered inside an open dialog, because anything outside the dialog is neither seen nor announced.
 */
export function IdleWarning({ left }: { left: number }) {
  const t = useTranslations('lock')
  return createPortal(
    <div className="fixed inset-x-0 bottom-0 z-30 flex justify-center p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
      <div className="flex items-center gap-4 rounded-panel border border-line bg-panel py-2 ps-4 pe-2 text-ink [box-shadow:var(--floating)]">
        <Icon name="lock" className="size-5 text-caution" />
        {/* Announced once, not every second. */}
        <p role="alert" className="sr-only">
          {t('warning', { seconds: 20 })}
        </p>
        <p aria-hidden="true" className="text-body">
          {t('warning', { seconds: left })}
        </p>
        <Button>{t('stay')}</Button>
      </div>
    </div>,
    document.querySelector('dialog[open]') ?? document.body,
  )
}
