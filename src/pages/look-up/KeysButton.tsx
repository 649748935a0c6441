import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { withSeldomWords } from '#src/messages/seldom-words.ts'
import { oneKeyIsOn } from '#src/app/one-key.ts'
import { Later } from '#src/ui/LazyPart.tsx'

const keysDialog = withSeldomWords(() => import('./KeysDialog.tsx').then((module) => module.KeysDialog))

/** The list of keys, behind a button and the question mark. */
export function KeysButton() {
  const t = useTranslations('shortcuts')
  const [isOpen, setIsOpen] = useState(false)
  const openByKey = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    const isTyping = target instanceof HTMLInputElement && target.value !== ''
    if (event.key !== '?' || !oneKeyIsOn() || isTyping || document.querySelector('dialog[open]')) return
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
      {isOpen && <Later load={keysDialog} needs={{ onClose: () => setIsOpen(false) }} />}
    </>
  )
}
