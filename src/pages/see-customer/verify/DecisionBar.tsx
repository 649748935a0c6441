import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { Purposes, VerificationResult } from '#contract/api/verification.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon, type IconName } from '#src/ui/Icon.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { asGiven } from './as-given.tsx'
import { DecisionReceipt } from './DecisionReceipt.tsx'
import { PurposeChoice } from './PurposeChoice.tsx'
import { SentenceToSay } from './SentenceToSay.tsx'
import { useAnswering } from './use-answering.ts'
import { usePurpose } from './use-purpose.ts'
import { VerificationMethods } from './VerificationMethods.tsx'
import { WhatIsAtStake } from './WhatIsAtStake.tsx'

const RedeemPoints = lazyPart(
  () => import('./RedeemPoints.tsx').then((module) => module.RedeemPoints),
  'dialog',
)

type Props = { customer: Customer; photo: Photo | undefined }

/**
 * Keeps room for the bar where it floats, so that it never covers the focused element
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
 * The question beside the face: three answers of equal weight, none of which is the default, the other ways to find out, and the
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
  return <Bar {...props} rules={data} />
}

function Bar({ customer, photo, rules }: Props & { rules: Purposes }) {
  const t = useTranslations('verify')
  const common = useTranslations('customer')
  const { id: userId } = customer
  const name = customer.name ?? common('title', { id: userId })
  const { purpose, isAsked, isRedeemedHere } = usePurpose(userId, rules)
  const answering = useAnswering(userId, photo, purpose)
  const { now, needs, factors, isWaiting, answer } = answering
  useAnswerKeys(answer)

  const isNoted = now.answer !== undefined && now.answer.state !== 'sending' && now.answer.state !== 'failed'
  const hasSaidSame = isNoted && now.answer?.result === 'same'
  return (
    <section
      ref={keepRoom}
      // The focus goes here when a pressed button disappears. The app never focuses one of the answers.
      tabIndex={-1}
      aria-label={t('label')}
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5 pt-2 pb-[env(safe-area-inset-bottom)]"
    >
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 className="min-w-0 text-large font-strong wrap-anywhere max-sm:sr-only">
          {needs === 'nothing' ? t('nothingNeeded') : t.rich('question', { name, b: asGiven })}
        </h2>
        {/* Where it is narrow, the line of the sale says it. */}
        <span className={isAsked ? 'contents in-data-sale:max-sm:hidden' : 'contents'}>
          <PurposeChoice
            purposes={rules.purposes}
            chosen={purpose?.id ?? rules.usual}
            isFixed={isAsked}
            onChoose={(id) => answering.choosePurpose(id)}
          />
        </span>
      </div>
      {purpose !== undefined && <WhatIsAtStake {...purpose} />}
      {needs !== 'nothing' && (
        <>
          {now.answer === undefined && (
            <Answers
              name={name}
              isOffered={answering.isOffered}
              canBeSame={answering.canBeSame}
              onAnswer={answer}
            />
          )}
          {/* The live region exists before its text, so that the text is announced. */}
          <div role="status" className="contents">
            {now.answer !== undefined && (
              <DecisionReceipt
                answer={now.answer}
                userId={userId}
                name={name}
                // Only with the other verification methods: the associate has just said that the face does not decide it.
                {...(answering.isProven && answering.isOffered
                  ? { onSame: () => answering.giveAfterDoubt() }
                  : {})}
              />
            )}
          </div>
          {isRedeemedHere && hasSaidSame && now.after !== undefined && (
            <RedeemPoints userId={userId} receipt={now.after} />
          )}
          {isNoted && now.answer?.result === 'not-same' && <SentenceToSay />}
          {!hasSaidSame && answering.isOffered && purpose !== undefined && (
            <VerificationMethods
              customer={customer}
              purpose={purpose}
              lead={isNoted ? t('tryAnother') : isWaiting ? t('oneMore') : t('anotherLead')}
              isCalledFor={isWaiting || isNoted}
              open={answering.method}
              onOpen={answering.openMethod}
              proven={factors}
              picture={answering.picture}
              photo={photo}
              onProven={(factor, proof) => answering.prove(factor, proof)}
            />
          )}
        </>
      )}
    </section>
  )
}

/** Alt with a letter answers from anywhere on the page. */
function useAnswerKeys(answer: (result: VerificationResult) => void) {
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
}

type AnswersProps = {
  name: string
  isOffered: boolean
  canBeSame: boolean
  onAnswer: (result: VerificationResult) => void
}

/** The three answers, always in the same places. "Same person" needs a photo that can be judged by, or another proof, and an account for which it is offered. */
function Answers({ name, isOffered, canBeSame, onAnswer }: AnswersProps) {
  const t = useTranslations('verify')
  return (
    <div className="grid grid-cols-3 gap-2 sm:gap-3">
      {canBeSame ? (
        <Choice icon="ok" keys="Alt+Y" onChoose={() => onAnswer('same')}>
          {t.rich('same', { name, b: asGiven })}
        </Choice>
      ) : (
        <p className="flex min-h-16 items-center justify-center rounded-control border border-dashed border-n-7 px-1.5 text-center text-small text-quiet">
          {t(isOffered ? 'confirmOtherwise' : 'notOffered')}
        </p>
      )}
      <Choice icon="unsure" keys="Alt+U" onChoose={() => onAnswer('not-sure')}>
        {t('not-sure')}
      </Choice>
      <Choice icon="close" keys="Alt+N" onChoose={() => onAnswer('not-same')}>
        {t('not-same')}
      </Choice>
    </div>
  )
}

type ChoiceProps = { icon: IconName; keys: string; onChoose: () => void; children: React.ReactNode }

/** All alike, and wide enough for a thumb; a long name takes three lines. */
const Choice = ({ icon, keys: shortcut, onChoose, children }: ChoiceProps) => (
  <button
    type="button"
    aria-keyshortcuts={shortcut}
    onClick={onChoose}
    className="flex min-h-16 min-w-0 flex-col items-center justify-center rounded-control border-2 border-n-8 bg-panel px-1.5 py-1 text-small font-strong text-ink hover:bg-tone active:bg-line lg:text-body"
  >
    <span className="flex min-w-0 flex-col items-center gap-x-2 lg:flex-row">
      <Icon name={icon} className="size-4.5" />
      <span className="line-clamp-3 min-w-0 wrap-anywhere">{children}</span>
    </span>
    <kbd
      aria-hidden="true"
      className="text-small/tight font-normal text-quiet pointer-coarse:hidden max-lg:hidden"
    >
      {shortcut}
    </kbd>
  </button>
)
