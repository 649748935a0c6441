import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Challenge, ChallengeQuestion, ChallengeVerdict } from '#contract/challenge.ts'
import { askForQuestion, askIfRight } from '#src/api/challenge.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { follow } from '#src/api/session.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { useLocation } from '#src/router.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { TextField } from '#src/ui/TextField.tsx'

/** Below the photo: a question only the customer can answer, and what came of it while this customer is on screen. */
export function AskCustomer({ userId }: { userId: string }) {
  const t = useTranslations('challenge')
  const format = useFormatter()
  const [isOpen, setIsOpen] = useState(false)
  const [rightAt, setRightAt] = useState<Date>()
  return (
    <div className="pt-4">
      <Button onClick={() => setIsOpen(true)}>{t('ask')}</Button>
      {rightAt !== undefined && (
        <p className="flex items-center gap-2 pt-2 text-body text-ok">
          <Icon name="ok" className="size-5" />
          {t('wasRight', { time: format.dateTime(rightAt, { timeStyle: 'short' }) })}
        </p>
      )}
      {isOpen && (
        <QuestionDialog
          userId={userId}
          onRight={() => setRightAt(new Date())}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  )
}

type Asked =
  | { state: 'fetching' }
  | { state: 'open'; challenge: Challenge; isJudging: boolean; wasWrong: boolean }
  | { state: 'right' }
  | { state: 'failed'; failure: ApiFailure }

type DialogProps = { userId: string; onRight: () => void; onClose: () => void }

function QuestionDialog({ userId, onRight, onClose }: DialogProps) {
  const t = useTranslations('challenge')
  const dialog = useRef<HTMLDialogElement>(null)
  const { asked, next, answer } = useQuestion(userId, onRight)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget).get('said')
    event.currentTarget.reset()
    if (typeof said === 'string' && said.trim() !== '') answer(said.trim())
  }
  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (element !== null && !element.open) element.showModal()
      }}
      aria-labelledby="challenge-title"
      onClose={onClose}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-panel bg-panel p-6 text-ink [box-shadow:var(--floating)] backdrop:bg-[rgb(15_23_29/40%)]"
    >
      <div className="flex items-start justify-between gap-4 pb-2">
        <h2 id="challenge-title" className="pt-1.5 text-title font-strong">
          {t('title')}
        </h2>
        <button
          type="button"
          aria-label={t('close')}
          title={t('close')}
          onClick={() => dialog.current?.close()}
          className="-me-2 flex size-11 items-center justify-center rounded-control text-quiet hover:bg-tone"
        >
          <Icon name="close" />
        </button>
      </div>
      <div aria-live="polite">
        {asked.state === 'fetching' && <p className="text-body text-quiet">{t('fetching')}</p>}
        {asked.state === 'open' && (
          <p className="pb-4 text-large">{t(`question.${asked.challenge.question}`)}</p>
        )}
        {asked.state === 'open' && asked.wasWrong && (
          <p className="flex items-center gap-2 pb-4 text-body text-caution">
            <Icon name="info" />
            {t('wrong', { count: asked.challenge.triesLeft })}
          </p>
        )}
        {asked.state === 'right' && (
          <p className="flex items-center gap-2 text-large text-ok">
            <Icon name="ok" />
            {t('right')}
          </p>
        )}
        {asked.state === 'failed' && <FailedQuestion failure={asked.failure} />}
      </div>
      {asked.state === 'open' && (
        <form onSubmit={submit} className="grid gap-4">
          <TextField
            key={asked.challenge.id}
            label={t('said')}
            name="said"
            autoComplete="off"
            autoFocus
            note={t('hint')}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary">
              {asked.isJudging ? t('judging') : t('check')}
            </Button>
            <Button onClick={next}>{t('another')}</Button>
          </div>
        </form>
      )}
    </dialog>
  )
}

function FailedQuestion({ failure }: { failure: ApiFailure }) {
  const { what, next } = useFailureWords()(failure)
  return (
    <Notice tone="info">
      <p className="font-strong">{what}</p>
      <p>{next}</p>
    </Notice>
  )
}

/** What the customer has given already stands in the search box: to ask it again would prove nothing. */
function toldBy(state: unknown): ChallengeQuestion[] {
  const foundBy =
    typeof state === 'object' && state !== null && 'foundBy' in state ? state.foundBy : undefined
  switch (foundBy) {
    case 'mobile':
      return ['mobile_first_four', 'mobile_last_three']
    case 'email':
      return ['email_before_at']
    case 'cardNumber':
      return ['card_last_four']
    default:
      return []
  }
}

/** One question after another: what was said goes to the gateway and is forgotten here. */
function useQuestion(userId: string, onRight: () => void) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked>({ state: 'fetching' })
  const told = toldBy(useLocation().state)
  const [not, setNot] = useState<ChallengeQuestion[]>(told)
  const call = useRef(new AbortController())
  const fail = (fault: unknown) => {
    if (call.current.signal.aborted) return
    follow(client, fault)
    setAsked({ state: 'failed', failure: fault instanceof ApiFailure ? fault : new ApiFailure('internal') })
  }

  // The gateway.
  useEffect(() => {
    const { signal } = (call.current = new AbortController())
    askForQuestion(userId, not, signal).then(
      (challenge) => setAsked({ state: 'open', challenge, isJudging: false, wasWrong: false }),
      fail,
    )
    return () => call.current.abort()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `fail` reads refs only
  }, [userId, not])

  const next = () => {
    if (asked.state !== 'open') return
    setAsked({ state: 'fetching' })
    setNot([...not, asked.challenge.question])
  }

  const answer = (said: string) => {
    if (asked.state !== 'open' || asked.isJudging) return
    const { challenge } = asked
    setAsked({ ...asked, isJudging: true })
    const judge = ({ isRight, triesLeft }: ChallengeVerdict) => {
      if (isRight) {
        onRight()
        return setAsked({ state: 'right' })
      }
      if (triesLeft === 0) return fail(new ApiFailure('challenge_refused'))
      setAsked({ state: 'open', challenge: { ...challenge, triesLeft }, isJudging: false, wasWrong: true })
    }
    askIfRight(userId, { id: challenge.id, said }, call.current.signal).then(judge, fail)
  }
  return { asked, next, answer }
}
