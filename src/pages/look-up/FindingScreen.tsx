import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ApiFailure, FailureCode } from '#src/api/failure.ts'
import { mostReadings } from '#contract/api/find.ts'
import { findQuery, type Found } from '#src/api/find.ts'
import { whenOpen } from '#src/api/connectivity.ts'
import { FailedLookUp } from '#src/failure/FailedLookUp.tsx'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { RetryNotice } from '#src/failure/RetryNotice.tsx'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import { customerPath, startPath } from '#src/app/paths.ts'
import { Link, useNavigate } from 'react-router-dom'
import type { Find, Readings } from './arrival.ts'
import type { Candidate } from './understanding/candidate.ts'
import { Button } from '#src/ui/Button.tsx'
import { CardLayout } from '#src/ui/CardLayout.tsx'
import { HiddenScreen } from '#src/ui/HiddenScreen.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import { EnrolButtons } from './enrol/EnrolButtons.tsx'
import { KeyboardNotice } from './ArrivalNotice.tsx'
import { useKindWords } from './find-words.ts'
import { PersonFacts } from './PersonFacts.tsx'

type Props = Pick<Find, 'readings' | 'keys'> & {
  attempt: number
  onFind: (readings: Readings) => void
}

/**
 * The screen between Enter and the customer: what is being looked up and, if nobody or several people were found, what to do next.
 */
export function FindingScreen({ attempt, readings, keys, onFind }: Props) {
  const { data, error, isFetching, failureReason, failureCount } = useQuery(findQuery(attempt, readings))
  const isScreenPrivate = useIsScreenPrivate()
  if (data?.outcome === 'several') return isScreenPrivate ? <HiddenScreen /> : <SeveralPeople found={data} />
  if (error !== null && !isFetching)
    return error.code === 'customer_not_found' ? (
      <NobodyFound readings={readings} keys={keys} onFind={onFind} />
    ) : (
      <CouldNotAsk failure={error} onRetry={() => onFind(readings)} />
    )
  return <Looking best={readings[0]} failure={failureReason} failures={failureCount} />
}

/**
 * Failures that end by themselves for everybody, with the least milliseconds before another try. For all others the associate
 * decides whether to try again.
 */
const waits: Partial<Record<FailureCode, number>> = {
  offline: 0,
  gateway_down: 0,
  no_answer: 0,
  store_down: 5000,
  vendor_down: 10_000,
}

/** The look-up continues by itself if the associate is still waiting here. */
function CouldNotAsk({ failure, onRetry }: { failure: ApiFailure; onRetry: () => void }) {
  const least = waits[failure.code]
  return least === undefined ? (
    <FailedLookUp failure={failure} onRetry={onRetry} />
  ) : (
    <Waiting failure={failure} least={least} onRetry={onRetry} />
  )
}

type WaitingProps = { failure: ApiFailure; least: number; onRetry: () => void }

/** The text stays in the box: the associate can cancel, or look up somebody else. */
function Waiting({ failure, least, onRetry }: WaitingProps) {
  const t = useTranslations('find')
  const words = useFailureWords()(failure)
  const navigate = useNavigate()
  const goOn = useEffectEvent(() => onRetry())
  // External: the connection to the gateway, which is checked until it is clear.
  useEffect(() => whenOpen(() => goOn(), least), [least])
  return (
    <section
      role="alert"
      aria-labelledby="what-happened"
      className="flex max-w-[44rem] items-start gap-3 py-10"
    >
      <Icon name="caution" className="mt-1 size-6 text-caution" />
      <div>
        <h1 id="what-happened" className="text-title font-strong">
          {words.what}
        </h1>
        <p className="pt-1 text-large text-quiet">{words.next}</p>
        <p className="text-large text-quiet">{t('waiting')}</p>
        <div className="flex flex-wrap gap-3 pt-5">
          <Button onClick={onRetry}>{t('now')}</Button>
          <Button onClick={() => void navigate(startPath, { replace: true })}>{t('cancel')}</Button>
        </div>
      </div>
    </section>
  )
}

type LookingProps = { best: Candidate; failure: ApiFailure | null; failures: number }

/** The empty layout of the card at its final size. */
function Looking({ best, failure, failures }: LookingProps) {
  const t = useTranslations('find')
  const customer = useTranslations('customer')
  const { inText } = useKindWords()
  const isNumber = best.kind === 'customerId'
  return (
    <CardLayout photo={<PhotoFrame />}>
      <h1 className="text-title font-strong text-quiet">
        {isNumber ? customer('title', { id: best.value }) : t('looking', { what: inText(best) })}
      </h1>
      <LiveAnnouncement>
        {isNumber ? customer('loading', { id: best.value }) : t('looking', { what: inText(best) })}
      </LiveAnnouncement>
      <div className="pt-3">
        <ProgressLine />
      </div>
      {failure !== null && <RetryNotice key={failures} failure={failure} failures={failures} />}
    </CardLayout>
  )
}

/** Says by which readings nobody was found, which does not mean that the customer does not exist. */
function NobodyFound({ readings, keys, onFind }: Pick<Props, 'readings' | 'keys' | 'onFind'>) {
  const t = useTranslations('find')
  const { inText } = useKindWords()
  const format = useFormatter()
  const tried = [...new Set(readings.slice(0, mostReadings).map(inText))]
  return (
    <section role="alert" aria-labelledby="nobody" className="flex max-w-[44rem] items-start gap-3 py-10">
      <Icon name="caution" className="mt-1 size-6 text-caution" />
      <div>
        <h1 id="nobody" className="text-title font-strong">
          {t('nobody', { what: format.list(tried, { type: 'disjunction' }) })}
        </h1>
        <p className="pt-1 pb-5 text-large text-quiet">{t('nobodyNext')}</p>
        {keys?.wrongLayout && <KeyboardNotice {...keys} layout={keys.wrongLayout} />}
        <div className="flex flex-wrap gap-3">
          <EnrolButtons readings={readings} onFind={onFind} />
          {readings.slice(mostReadings).map((other) => (
            <Button key={other.kind} onClick={() => onFind([other])}>
              {t('orElse', { what: inText(other) })}
            </Button>
          ))}
        </div>
      </div>
    </section>
  )
}

function SeveralPeople({ found: { people, total } }: { found: Extract<Found, { outcome: 'several' }> }) {
  const t = useTranslations('find')
  return (
    <section aria-labelledby="several" className="max-w-[52rem] py-10">
      <h1 id="several" className="text-title font-strong">
        {t('several', { count: total })}
      </h1>
      <p className="pt-1 pb-4 text-large text-quiet">{t('severalNext')}</p>
      <LiveAnnouncement>{t('several', { count: total })}</LiveAnnouncement>
      <LiveAnnouncement>{t('severalNext')}</LiveAnnouncement>
      <ul className="border-t border-line">
        {people.map((person) => (
          <li key={person.userId} className="border-b border-line">
            <Link
              to={customerPath(person.userId)}
              className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-2 py-2.5 text-body hover:bg-tone"
            >
              <PersonFacts {...person} />
            </Link>
          </li>
        ))}
      </ul>
      {total > people.length && (
        <p className="pt-3 text-body text-quiet">{t('moreSeveral', { count: total - people.length })}</p>
      )}
    </section>
  )
}
