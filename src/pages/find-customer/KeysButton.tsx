import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'

const keys = [
  ['/', 'box'],
  ['Esc', 'clear'],
  ['↓', 'recent'],
  ['↑ ↓ Enter', 'choose'],
  ['+ − ← ↑ ↓ →', 'zoom'],
  ['Alt Y', 'same'],
  ['Alt U', 'notSure'],
  ['Alt N', 'notSame'],
  ['?', 'help'],
] as const

/** The list of keys, behind a button and the question mark. */
export function KeysButton() {
  const t = useTranslations('shortcuts')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  const openByKey = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    const isTyping = target instanceof HTMLInputElement && target.value !== ''
    if (event.key !== '?' || isTyping || document.querySelector('dialog[open]')) return
    event.preventDefault()
    setIsOpen(true)
  })
  // Keys pressed anywhere on the page.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => openByKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  return (
    <>
      <button
        type="button"
        onClick={() => setIsOpen(true)}
        aria-label={t('open')}
        title={t('open')}
        className="size-11 rounded-control text-large text-quiet hover:bg-tone"
      >
        ?
      </button>
      {isOpen && (
        <dialog
          ref={(element) => {
            dialog.current = element
            if (element !== null && !element.open) element.showModal()
          }}
          onClose={() => setIsOpen(false)}
          aria-labelledby="keys-title"
          className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-panel bg-panel p-6 text-ink [box-shadow:var(--floating)] backdrop:bg-n-12/40"
        >
          <h2 id="keys-title" className="pb-3 text-title font-strong">
            {t('title')}
          </h2>
          <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 pb-4">
            {keys.map(([key, what]) => (
              <div key={what} className="contents">
                <dt dir="ltr" className="text-body">
                  <kbd className="rounded-control border border-line bg-tone px-2 py-1 font-strong">
                    {key}
                  </kbd>
                </dt>
                <dd className="text-body text-quiet">{t(what)}</dd>
              </div>
            ))}
          </dl>
          <p className="pb-5 text-body text-quiet">{t('scan')}</p>
          <Button onClick={() => dialog.current?.close()}>{t('close')}</Button>
        </dialog>
      )}
    </>
  )
}
