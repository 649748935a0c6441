import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { tillSpeedQuery } from '#src/api/timings.ts'
import { oneKeyIsOn, turnOneKey } from '#src/one-key.ts'
import { selfTestPath } from '#src/paths.ts'
import { Link } from '#src/router.tsx'
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
  const selfTest = useTranslations('selfTest')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
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
          <p className="pb-3 text-body text-quiet">{t('scan')}</p>
          <label className="mb-3 flex min-h-11 items-center gap-3 text-body">
            <input
              type="checkbox"
              defaultChecked={oneKeyIsOn()}
              onChange={({ target }) => turnOneKey(target.checked)}
              className="size-5 shrink-0 accent-accent"
            />
            {t('oneKey')}
          </label>
          <TillSpeed />
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <Button onClick={() => dialog.current?.close()}>{t('close')}</Button>
            <Link
              to={selfTestPath}
              className="inline-flex min-h-11 items-center text-body text-accent underline"
            >
              {selfTest('title')}
            </Link>
          </div>
        </dialog>
      )}
    </>
  )
}

/** How fast this till is, as those who wait see it. */
function TillSpeed() {
  const t = useTranslations('speed')
  const format = useFormatter()
  const { data } = useQuery(tillSpeedQuery())
  if (data?.name === undefined) return null
  const seconds = (milliseconds: number) =>
    format.number(milliseconds / 1000, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'narrow',
      maximumFractionDigits: 1,
      minimumFractionDigits: 1,
    })
  const words = ({ p50, p95 }: { p50: number; p95: number }) =>
    t('figures', { usual: seconds(p50), slow: seconds(p95) })
  return (
    <section aria-labelledby="speed-title" className="border-t border-line pt-4 pb-5">
      <h3 id="speed-title" className="pb-1 text-large font-strong">
        {t('title')}
      </h3>
      <p className="text-body text-quiet">
        {t('name')} {words(data.name)}
      </p>
      {data.photo !== undefined && (
        <p className="text-body text-quiet">
          {t('photo')} {words(data.photo)}
        </p>
      )}
      <p className="pt-1 text-small text-quiet">{t('of', { count: data.lookUps })}</p>
    </section>
  )
}
