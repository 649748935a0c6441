import { useId, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '#src/ui/Icon.tsx'

/** A dialog about a customer's photo. It holds the focus, and gives it back. */
export function PhotoDialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const t = useTranslations('photoAct')
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (element !== null && !element.open) element.showModal()
      }}
      aria-labelledby={id}
      tabIndex={-1}
      onClose={onClose}
      className="m-auto max-h-[calc(100dvh-1rem)] w-[min(56rem,calc(100vw-1rem))] overflow-y-auto rounded-panel border border-line bg-panel p-5 text-ink backdrop:bg-n-2"
    >
      <div className="flex items-start justify-between gap-4 pb-2">
        <h2 id={id} className="pt-1.5 text-title font-strong">
          {title}
        </h2>
        <button
          type="button"
          aria-label={t('close')}
          title={t('close')}
          onClick={() => dialog.current?.close()}
          className="-me-2 flex size-11 shrink-0 items-center justify-center rounded-control text-quiet hover:bg-tone"
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  )
}
