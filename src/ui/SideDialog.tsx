import { useRef, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

type Props = { title: string; closeLabel: string; onClose: () => void; children: ReactNode }

/** The first field or choice. The button that closes the dialog is the last one to need the focus. */
const firstIn = (dialog: HTMLDialogElement) =>
  dialog.querySelector<HTMLElement>('[data-content] :is(input, select, textarea, button):enabled')

/** A dialog at the side, so that its subject stays in view. */
export function SideDialog({ title, closeLabel, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (element === null || element.open) return
        element.showModal()
        firstIn(element)?.focus()
      }}
      aria-label={title}
      tabIndex={-1}
      onClose={onClose}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] overflow-y-auto rounded-panel bg-panel p-6 text-ink [box-shadow:var(--floating)] backdrop:bg-[rgb(15_23_29/20%)] lg:me-10"
    >
      <div className="flex items-start justify-between gap-4 pb-2">
        <h2 className="pt-1.5 text-title font-strong">{title}</h2>
        <button
          type="button"
          aria-label={closeLabel}
          title={closeLabel}
          onClick={() => dialog.current?.close()}
          className="-me-2 flex size-11 shrink-0 items-center justify-center rounded-control text-quiet hover:bg-tone"
        >
          <Icon name="close" />
        </button>
      </div>
      <div data-content>{children}</div>
    </dialog>
  )
}
