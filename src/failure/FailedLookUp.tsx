import { useTranslations } from 'use-intl'
import type { ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from './failure-words.ts'
import { LiftPause } from './LiftPause.tsx'
import { customerPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'

/** A failed look-up, in the place of the name: what happened and what to do next, without personal data. */
export function FailedLookUp({ failure, onRetry }: { failure: ApiFailure; onRetry?: () => void }) {
  const t = useTranslations('failure')
  const words = useFailureWords()(failure)
  const { survivorId, requestId } = failure.particulars
  return (
    <section role="alert" aria-labelledby="what-happened" className="max-w-[44rem] py-10">
      <div className="flex items-start gap-3">
        <Icon name="caution" className="mt-1 size-6 text-caution" />
        <div>
          <h1 id="what-happened" className="text-title font-strong">
            {words.what}
          </h1>
          <p className="pt-1 text-large text-quiet">{words.next}</p>
          <div className="flex flex-wrap items-center gap-3 pt-5">
            {survivorId !== undefined && (
              <Link
                to={customerPath(survivorId)}
                className="inline-flex min-h-11 items-center rounded-control bg-accent px-4 text-body font-strong text-on-accent hover:bg-accent-strong"
              >
                {t('openSurvivor', { id: survivorId })}
              </Link>
            )}
            {onRetry && !isFinal(failure) && <Button onClick={onRetry}>{t('tryAgain')}</Button>}
          </div>
          {failure.code === 'look_ups_paused' && onRetry && <LiftPause onLifted={onRetry} />}
          {requestId !== undefined && (
            <p className="pt-6 text-small text-quiet">{t('support', { id: requestId.slice(0, 8) })}</p>
          )}
        </div>
      </div>
    </section>
  )
}

/** Another try cannot change these. */
const finalCodes = new Set([
  'customer_not_found',
  'customer_merged',
  'customer_deleted',
  'bad_request',
  'not_found',
  'look_ups_paused',
  'managers_only',
])

const isFinal = ({ code }: ApiFailure) => finalCodes.has(code)
