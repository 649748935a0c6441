import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { oneKeyIsOn, turnOneKey } from '#src/app/one-key.ts'
import { selfTestPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'
import { Button } from '#src/ui/Button.tsx'
import { TillSpeed } from './TillSpeed.tsx'

const keys = [
  ['/', 'box'],
  ['Esc', 'clear'],
  ['↓', 'recent'],
  ['↑ ↓ Enter', 'choose'],
  ['+ − ← ↑ ↓ →', 'zoom'],
  ['Alt Y', 'same'],
  ['Alt U', 'notSure'],
  ['Alt N', 'notSame'],
  ['Alt L', 'lock'],
  ['F1', 'help'],
] as const

/** All keyboard shortcuts, the choice to turn off those of a single letter or sign, and how fast this till is. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shortcuts')
  const app = useTranslations('app')
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (element !== null && !element.open) element.showModal()
      }}
      onClose={onClose}
      aria-labelledby="keys-title"
      tabIndex={-1}
      className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-panel bg-panel p-6 text-ink [box-shadow:var(--floating)] backdrop:bg-n-12/40"
    >
      <h2 id="keys-title" className="pb-3 text-title font-strong">
        {t('title')}
      </h2>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 pb-4">
        {keys.map(([key, what]) => (
          <div key={what} className="contents">
            <dt dir="ltr" className="text-body">
              <kbd className="rounded-control border border-line bg-tone px-2 py-1 font-strong">{key}</kbd>
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
        <Link to={selfTestPath} className="inline-flex min-h-11 items-center text-body text-accent underline">
          {app('selfTest')}
        </Link>
      </div>
    </dialog>
  )
}
