import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Challenge, ChallengeQuestion, ChallengeVerdict } from '#contract/api/challenge.ts'
import { askForQuestion, askIfRight } from '#src/api/challenge.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { follow } from '#src/api/session.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { FailedMethod } from './FailedMethod.tsx'
import { useFoundBy } from './use-found-by.ts'

type Asked =
  | { state: 'fetching' }
  | { state: 'open'; challenge: Challenge; isJudging: boolean; wasWrong: boolean }
  | { state: 'right' }
  | { state: 'failed'; failure: ApiFailure }

type Props = { userId: string; onProven: (proof: string) => void; onClose: () => void }

/** A question that only the customer can answer. */
export function QuestionMethod({ userId, onProven, onClose }: Props) {
  const t = useTranslations('challenge')
  const { asked, next, answer } = useQuestion(userId, onProven)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget).get('said')
    event.currentTarget.reset()
    if (typeof said === 'string' && said.trim() !== '') answer(said.trim())
  }
  return (
    <SideDialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <div aria-live="polite">
        {asked.state === 'fetching' && <p className="text-body text-quiet">{t('fetching')}</p>}
        {asked.state === 'open' && (
          <p className="pb-4 text-large">{t(`question.${asked.challenge.question}`)}</p>
        )}
        {asked.state === 'open' && asked.wasWrong && (
          <p id="wrong-answer" className="flex items-center gap-2 pb-4 text-body text-caution">
            <Icon name="info" />
            <span>{t('wrong', { count: asked.challenge.triesLeft })}</span>
          </p>
        )}
        {asked.state === 'right' && (
          <p className="flex items-center gap-2 text-large text-ok">
            <Icon name="ok" />
            {t('right')}
          </p>
        )}
        {asked.state === 'failed' && <FailedMethod failure={asked.failure} />}
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
            wrongBecause={asked.wasWrong ? 'wrong-answer' : undefined}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary">
              {asked.isJudging ? t('judging') : t('check')}
            </Button>
            <Button onClick={next}>{t('another')}</Button>
          </div>
        </form>
      )}
    </SideDialog>
  )
}

/** Questions about the identifier in the search box: the customer has already given it, so asking for it would prove nothing. */
function toldBy(foundBy: string | undefined): ChallengeQuestion[] {
  switch (foundBy) {
    case 'mobile':
      return ['mobile_first_four', 'mobile_last_three']
    case 'email':
      return ['email_before_at']
    case 'cardNumber':
      return ['card_last_four']
    case undefined:
    default:
      return []
  }
}

/** One question after another. The customer's answer goes to the gateway and is forgotten here. */
function useQuestion(userId: string, onProven: (proof: string) => void) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked>({ state: 'fetching' })
  const { foundBy } = useFoundBy()
  const [not, setNot] = useState<ChallengeQuestion[]>(() => toldBy(foundBy))
  const call = useRef(new AbortController())
  const fail = (fault: unknown) => {
    if (call.current.signal.aborted) return
    follow(client, fault)
    setAsked({ state: 'failed', failure: fault instanceof ApiFailure ? fault : new ApiFailure('internal') })
  }

  // External: the gateway.
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
    const judge = ({ isRight, triesLeft, proof }: ChallengeVerdict) => {
      if (isRight) {
        if (proof !== undefined) onProven(proof)
        return setAsked({ state: 'right' })
      }
      if (triesLeft === 0) return fail(new ApiFailure('challenge_refused'))
      setAsked({ state: 'open', challenge: { ...challenge, triesLeft }, isJudging: false, wasWrong: true })
    }
    askIfRight(userId, { id: challenge.id, said }, call.current.signal).then(judge, fail)
  }
  return { asked, next, answer }
}
