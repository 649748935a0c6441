import { useRef, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Masked } from '#contract/customer/masked.ts'
import { revealReason } from '#contract/api/reveal.ts'
import type { ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { FieldValue } from './FieldValue.tsx'
import { PhoneNumber } from './PhoneNumber.tsx'
import { Mask } from './Mask.tsx'
import { useRevealed } from './use-revealed.ts'

/** Milliseconds after which a press counts as held: the value is hidden when the press ends. */
const held = 400

/** A masked value as a button. While it is pressed and held it shows the full value; a short press shows it for some seconds. */
export function Revealing({ masked, isPhone }: { masked: Masked; isPhone: boolean }) {
  const t = useTranslations('reveal')
  const { revealed, reveal, hide, keep } = useRevealed(masked)
  const pressedAt = useRef<number>(undefined)
  const button = useRef<HTMLButtonElement>(null)
  const isOpen = revealed.state !== 'masked' && revealed.state !== 'failed'

  const press = () => {
    if (isOpen) return hide()
    pressedAt.current = performance.now()
    reveal()
  }
  const release = () => {
    const isHeld = pressedAt.current !== undefined && performance.now() - pressedAt.current > held
    pressedAt.current = undefined
    // The reasons stay, so that one can be chosen.
    if (isHeld && revealed.state !== 'choosing') hide()
  }
  const pressKey = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    if (!event.repeat) press()
  }
  const releaseKey = (event: KeyboardEvent) => {
    if (event.key === ' ') release()
    else pressedAt.current = undefined
  }

  return (
    <span className="block">
      <span className="flex flex-wrap items-center gap-x-3">
        <button
          ref={button}
          type="button"
          aria-expanded={isOpen}
          onPointerDown={({ button: which }) => which === 0 && press()}
          onPointerUp={release}
          onPointerCancel={release}
          // Only for clicks without a pointer or a key, such as a screen reader's.
          onClick={({ detail }) => detail === 0 && pressedAt.current === undefined && press()}
          onKeyDown={pressKey}
          onKeyUp={releaseKey}
          className="-mx-2 -my-1 inline-flex min-h-11 min-w-0 touch-manipulation items-center gap-2 rounded-control px-2 text-start select-none hover:bg-tone"
        >
          <span aria-live="polite" className="min-w-0 wrap-anywhere">
            {revealed.state === 'shown' ? (
              <bdi className="font-strong">
                {isPhone ? (
                  <PhoneNumber digits={String(revealed.value)} />
                ) : (
                  <FieldValue value={revealed.value} />
                )}
              </bdi>
            ) : (
              <Mask text={masked.text} />
            )}
          </span>
          <Icon name={isOpen ? 'hide' : 'show'} className="size-4.5 text-accent" />
          <span className="sr-only">{isOpen ? t('hide') : t('show')}</span>
        </button>
        {revealed.state === 'asking' && <span className="text-small text-quiet">{t('asking')}</span>}
        {revealed.state === 'shown' && (
          <button
            type="button"
            onClick={() => {
              keep()
              // This button disappears when the time is over, so the focus moves to the value.
              button.current?.focus()
            }}
            className="-my-1 inline-flex min-h-11 items-center rounded-control px-2 text-small text-accent hover:bg-tone"
          >
            {t('keep', { seconds: revealed.left })}
          </button>
        )}
      </span>
      {revealed.state === 'choosing' && (
        <span role="group" aria-label={t('why')} className="flex flex-wrap gap-2 py-2">
          <span className="w-full text-small text-quiet">{t('why')}</span>
          {revealReason.options.map((reason) => (
            <Button
              key={reason}
              onClick={() => {
                reveal(reason)
                button.current?.focus()
              }}
            >
              {t(`reason.${reason}`)}
            </Button>
          ))}
        </span>
      )}
      {revealed.state === 'failed' && <Failure failure={revealed.failure} />}
    </span>
  )
}

function Failure({ failure }: { failure: ApiFailure }) {
  const { what, next } = useFailureWords()(failure)
  return (
    <span role="alert" className="block pb-2 text-small text-caution">
      {`${what} ${next}`}
    </span>
  )
}
