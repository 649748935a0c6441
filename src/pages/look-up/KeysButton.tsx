import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lazyPart } from '#src/ui/LazyPart.tsx'

const KeysDialog = lazyPart(() => import('./KeysDialog.tsx').then((module) => module.KeysDialog), 'dialog')

const helpKey = 'F1'

/** The list of keys, opened by a button or F1. */
export function KeysButton() {
  const t = useTranslations('shortcuts')
  const [isOpen, setIsOpen] = useState(false)
  const openByKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== helpKey || document.querySelector('dialog[open]')) return
    event.preventDefault()
    setIsOpen(true)
  })
  // External: keys pressed anywhere on the page.
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
        aria-keyshortcuts={helpKey}
        title={`${t('open')} (${helpKey})`}
        className="size-11 rounded-control text-large text-quiet hover:bg-tone"
      >
        ?
      </button>
      {isOpen && <KeysDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
