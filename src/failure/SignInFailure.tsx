import { useTranslations } from 'use-intl'
import type { ApiFailure } from '#src/api/failure.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { useFailureWords } from './failure-words.ts'

/** Failures caused by what was typed. */
const mistakes: ReadonlySet<string> = new Set(['wrong_credentials', 'wrong_pin'])

/** The id of the message, for the fields that were filled in wrongly; `undefined` for other failures. */
export const mistakeId = (failure: ApiFailure | null) =>
  failure !== null && mistakes.has(failure.code) ? 'mistake' : undefined

/** Why the sign-in failed: the input was wrong, or it could not be checked. */
export function SignInFailure({ failure }: { failure: ApiFailure }) {
  const t = useTranslations('signIn')
  const lock = useTranslations('lock')
  const ownPin = useTranslations('ownPin')
  const { what, next } = useFailureWords()(failure)
  const { retryAfterSeconds, triesLeft, till } = failure.particulars
  return (
    <div role="alert" id={mistakeId(failure)} className="pb-5">
      <Notice tone="stop">
        <p className="font-strong">{what}</p>
        <p>
          <span>{retryAfterSeconds === undefined ? next : t('wait', { seconds: retryAfterSeconds })}</span>{' '}
          {triesLeft !== undefined && <span>{lock('triesLeft', { count: triesLeft })}</span>}
          {till !== undefined && <span>{ownPin('chosenAt', { till })}</span>}
        </p>
      </Notice>
    </div>
  )
}
