import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { deciding, type Answer } from '#src/api/decisions.ts'
import { isUnsure, redeeming } from '#src/api/redeeming.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { goBack, handOverOf } from '#src/app/hand-over.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { asGiven } from './as-given.tsx'

type Props = {
  answer: Answer
  userId: string
  name: string
  /** Present if another verification method has succeeded since, so that "same person" is possible after all. */
  onSame?: () => void
}

/** In the place of the answers: the state of the decision. */
export function DecisionReceipt({ answer, userId, name, onSame }: Props) {
  const t = useTranslations('verify')
  const client = useQueryClient()
  const words = useFailureWords()
  const isUsed = useIsUsed(
    answer.state === 'sending' || answer.state === 'failed' ? undefined : answer.noted.receipt,
  )
  const reopen = () => deciding.reopen(userId)
  if (answer.state === 'sending')
    return <p className="flex min-h-14 items-center text-body text-quiet">{t('noting')}</p>
  if (answer.state === 'failed') {
    const { what, next } = words(answer.failure)
    return (
      <div role="alert" className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2">
        <Icon name="caution" className="size-5 text-caution" />
        <p className="min-w-48 flex-1 text-body">
          <span className="font-strong">{`${t('notNoted')} ${what}`}</span> <span>{next}</span>
        </p>
        <Button onClick={() => void deciding.again(client, userId)}>{t('tryAgain')}</Button>
        <Button onClick={reopen}>{t('answerAgain')}</Button>
      </div>
    )
  }
  const { noted, result, failure } = answer
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-40 flex-1">
        <p className="flex items-center gap-2 text-body font-strong">
          <Icon name={result === 'same' ? 'ok' : 'info'} className="size-5" />
          <span>
            {result === 'same'
              ? t('notedSame')
              : result === 'not-sure'
                ? t('notedNotSure')
                : t('notedNotSame')}
          </span>
        </p>
        {result === 'not-same' && <p className="text-body">{t('nextNotSame')}</p>}
        <p className="text-small text-quiet">
          {t('receipt')}{' '}
          <span dir="ltr" className="font-strong whitespace-nowrap select-all">
            {noted.receipt}
          </span>
        </p>
        {failure !== undefined && <p className="text-small text-caution">{words(failure).what}</p>}
      </div>
      {!isUsed && (
        <UndoButton
          key={noted.receipt}
          since={answer.at}
          isBusy={answer.state === 'undoing'}
          userId={userId}
        />
      )}
      {result !== 'same' && onSame !== undefined && (
        <Button onClick={onSame}>{t.rich('same', { name, b: asGiven })}</Button>
      )}
      {!isUsed && <Button onClick={reopen}>{t('answerAgain')}</Button>}
      <BackButton userId={userId} receipt={noted.receipt} />
    </div>
  )
}

/** Whether points are redeemed for the answer, or may be: it is then not taken back. */
const useIsUsed = (receipt = '') =>
  useSyncExternalStore(redeeming.subscribe, () => {
    const redemption = redeeming.of(receipt)
    return redemption?.state === 'sending' || redemption?.state === 'done' || isUnsure(redemption)
  })

function UndoButton({ since, isBusy, userId }: { since: number; isBusy: boolean; userId: string }) {
  const t = useTranslations('verify')
  const client = useQueryClient()
  const { data } = useQuery(purposesQuery())
  const now = useTicks()
  const left = Math.ceil((data?.undoSeconds ?? 0) - (now - since) / 1000)
  if (left <= 0 && !isBusy) return null
  return (
    // Named without the seconds: a name that changes every second would be announced every second.
    <Button onClick={() => void deciding.undo(client, userId)} aria-label={isBusy ? undefined : t('undo')}>
      <Icon name="again" className="size-4" />
      <span>{isBusy ? t('undoing') : t('undo')}</span>
      {!isBusy && (
        <span aria-hidden="true" className="text-small text-quiet tabular-nums">
          {t('undoLeft', { seconds: String(left) })}
        </span>
      )}
    </Button>
  )
}

/** The time of the page, read again every quarter of a second. */
function useTicks() {
  const [now, setNow] = useState(() => performance.now())
  // External: the clock.
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Returns to the till system that sent the browser here, with the result. */
function BackButton({ userId, receipt }: { userId: string; receipt: string }) {
  const t = useTranslations('verify')
  const words = useFailureWords()
  const handOver = handOverOf(userId)
  const leave = useMutation({
    mutationFn: () => goBack({ receipt }),
    onSuccess: (url) => location.assign(url),
  })
  if (handOver?.kind !== 'redirect') return null
  return (
    <>
      {leave.error !== null && <p className="text-small text-caution">{words(leave.error).what}</p>}
      <Button look="primary" onClick={() => leave.mutate()}>
        {t('backTo', { host: handOver.host })}
      </Button>
    </>
  )
}
