import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { isEnough } from '#contract/api/verification-requirement.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { Factor, Purpose, VerificationResult } from '#contract/api/verification.ts'
import { deciding } from '#src/api/decisions.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { asGiven } from './as-given.tsx'
import { DecisionReceipt } from './DecisionReceipt.tsx'
import { PurposeChoice } from './PurposeChoice.tsx'
import { useFoundBy } from './use-found-by.ts'
import { useLooking } from './use-looking.ts'
import { VerificationMethods } from './VerificationMethods.tsx'

type Props = { customer: Customer; photo: Photo | undefined }

/**
 * Keeps room for the bar, whatever its height, so that it never covers the focused element
 * (https://www.w3.org/WAI/WCAG22/Understanding/focus-not-obscured-minimum.html).
 */
function keepRoom(bar: HTMLElement | null) {
  const { style } = document.documentElement
  const watcher = new ResizeObserver(() => {
    const place = bar?.parentElement
    const isAbove = place && getComputedStyle(place).position === 'sticky'
    style.scrollPaddingBottom = isAbove ? `${place.offsetHeight}px` : ''
  })
  if (bar !== null) watcher.observe(bar)
  return () => {
    watcher.disconnect()
    style.scrollPaddingBottom = ''
  }
}

/** Used with Alt. They are physical keys, the same on every layout, and no scanner sends them. */
const keys: readonly (readonly [code: string, result: VerificationResult])[] = [
  ['KeyY', 'same'],
  ['KeyU', 'not-sure'],
  ['KeyN', 'not-same'],
]

/**
 * The bar along the lower edge, always in the same place: three answers of equal weight, none of which is the default, and the
 * state of the decision that was made.
 */
export function DecisionBar(props: Props) {
  const t = useTranslations('verify')
  const { data, error, isFetching, refetch } = useQuery(purposesQuery())
  const words = useFailureWords()
  if (data === undefined)
    return error !== null && !isFetching ? (
      <p role="alert" className="flex flex-wrap items-center gap-3 py-4 text-body">
        <Icon name="caution" />
        {words(error).what}
        <Button onClick={() => void refetch()}>{t('tryAgain')}</Button>
      </p>
    ) : null
  return <Bar {...props} purposes={data.purposes} usual={data.usual} />
}

function Bar({ customer, photo, purposes, usual }: Props & { purposes: Purpose[]; usual: string }) {
  const t = useTranslations('verify')
  const common = useTranslations('customer')
  const client = useQueryClient()
  const { id: userId } = customer
  const now = useSyncExternalStore(deciding.subscribe, () => deciding.of(userId))
  const looking = useLooking(userId, photo)
  const { foundBy, isScanned } = useFoundBy()
  const [isOpen, setIsOpen] = useState(false)
  // The associate chose "same person", but the face alone is not enough: the decision is sent when the missing factor is proven.
  const [isWaiting, setIsWaiting] = useState(false)

  const purpose = purposes.find(({ id }) => id === (now.purpose ?? usual)) ?? purposes[0]
  const hasCard = isScanned && foundBy === 'cardNumber'
  const proven: Factor[] = [...now.proofs.map(({ factor }) => factor), ...(hasCard ? ['card' as const] : [])]
  const factors = proven.filter((each) => purpose?.factors.includes(each))
  const needs = purpose?.needs ?? 'nothing'
  const byFace = looking.isUsable
  const isProven = factors.length > 0 && isEnough(needs, { byPhoto: false, factors })
  const canBeSame = byFace || isProven

  const give = (result: VerificationResult, byPhoto: boolean) => {
    if (purpose === undefined) return
    setIsWaiting(false)
    const photoLookedAt = byPhoto ? looking.lookedAt() : undefined
    void deciding.answer(client, userId, { purpose: purpose.id, result, photo: photoLookedAt, isScanned })
  }
  const answer = (result: VerificationResult) => {
    if (now.answer !== undefined || needs === 'nothing') return
    if (result !== 'same') {
      setIsOpen(true)
      return give(result, looking.isUsable)
    }
    if (isEnough(needs, { byPhoto: byFace, factors })) {
      setIsOpen(false)
      return give(result, byFace)
    }
    setIsWaiting(byFace)
    setIsOpen(true)
  }
  const giveAfterDoubt = () => {
    setIsOpen(false)
    deciding.reopen(userId)
    give('same', false)
  }
  const prove = (factor: Factor, proof: string) => {
    deciding.addProof(userId, factor, proof)
    if (isWaiting && isEnough(needs, { byPhoto: true, factors: [...factors, factor] })) give('same', true)
  }

  const answerByKey = useEffectEvent((event: KeyboardEvent) => {
    const result = keys.find(([code]) => code === event.code)?.[1]
    if (result === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.repeat || document.querySelector('dialog[open]')) return
    event.preventDefault()
    answer(result)
  })
  // External: keys pressed anywhere on the page.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => answerByKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  const name = customer.name ?? common('title', { id: userId })
  const isNoted = now.answer !== undefined && now.answer.state !== 'sending' && now.answer.state !== 'failed'
  const hasSaidSame = isNoted && now.answer?.result === 'same'
  const showsWays = !hasSaidSame && (isOpen || (isNoted && now.answer?.result !== 'same'))
  return (
    <section
      ref={keepRoom}
      // The focus goes here when a pressed button disappears. The app never focuses one of the answers.
      tabIndex={-1}
      aria-label={t('label')}
      className="grid gap-3 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      {showsWays && purpose !== undefined && needs !== 'nothing' && (
        <VerificationMethods
          customer={customer}
          purpose={purpose}
          lead={isNoted ? t('tryAnother') : isWaiting ? t('oneMore') : t('anotherLead')}
          proven={factors}
          picture={looking.picture}
          photo={photo}
          onProven={prove}
        />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 md:grid-cols-[auto_minmax(0,1fr)_auto]">
        <PurposeChoice
          purposes={purposes}
          chosen={purpose?.id ?? usual}
          onChoose={(id) => {
            setIsWaiting(false)
            deciding.choosePurpose(userId, id)
          }}
        />
        {needs === 'nothing' ? (
          <p className="col-span-full flex min-h-14 items-center gap-2 text-body md:col-span-1">
            <Icon name="ok" />
            {t('nothingNeeded')}
          </p>
        ) : now.answer !== undefined ? null : (
          <div className="col-span-full row-start-2 grid grid-cols-3 gap-2 sm:gap-3 md:col-span-1 md:row-start-auto">
            {canBeSame ? (
              <Choice key="same" keys="Alt+Y" onChoose={() => answer('same')}>
                {t.rich('same', { name, b: asGiven })}
              </Choice>
            ) : (
              <Choice key="otherwise" onChoose={() => setIsOpen(true)}>
                {t('confirmOtherwise')}
              </Choice>
            )}
            <Choice keys="Alt+U" onChoose={() => answer('not-sure')}>
              {t('not-sure')}
            </Choice>
            <Choice keys="Alt+N" onChoose={() => answer('not-same')}>
              {t('not-same')}
            </Choice>
          </div>
        )}
        {/* The live region exists before its text, so that the text is announced. */}
        <div role="status" className="contents">
          {needs !== 'nothing' && now.answer !== undefined && (
            <DecisionReceipt
              answer={now.answer}
              userId={userId}
              name={name}
              // Only with the other verification methods: the associate has just said that the face does not decide it.
              {...(isProven ? { onSame: () => giveAfterDoubt() } : {})}
            />
          )}
        </div>
        {needs !== 'nothing' && !hasSaidSame && !isNoted && (
          <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {t('another')}
          </Button>
        )}
      </div>
    </section>
  )
}

type ChoiceProps = { keys?: string; onChoose: () => void; children: React.ReactNode }

/** All alike, and wide enough for a thumb; a long name takes three lines. */
const Choice = ({ keys: shortcut, onChoose, children }: ChoiceProps) => (
  <button
    type="button"
    aria-keyshortcuts={shortcut}
    onClick={onChoose}
    className="min-h-14 min-w-0 rounded-control border-2 border-n-8 bg-panel px-1.5 py-1 text-small font-strong text-ink hover:bg-tone active:bg-line sm:text-body"
  >
    <span className="line-clamp-3 wrap-anywhere">{children}</span>
  </button>
)
