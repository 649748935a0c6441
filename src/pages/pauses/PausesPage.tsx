import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import type { Pause } from '#contract/api/limits.ts'
import { liftPause, pausesQuery } from '#src/api/pauses.ts'
import { FailedLookUp } from '#src/failure/FailedLookUp.tsx'
import { SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Button } from '#src/ui/Button.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'

/** For managers: the pauses of look-ups with their reasons, and how to lift them. */
export function PausesPage() {
  const t = useTranslations('pauses')
  const client = useQueryClient()
  const { data, error, isFetching, refetch } = useQuery(pausesQuery())
  const lift = useMutation({
    mutationFn: liftPause,
    onSettled: () => client.invalidateQueries({ queryKey: pausesQuery().queryKey }),
  })
  if (data === undefined && error !== null && !isFetching)
    return <FailedLookUp failure={error} onRetry={() => void refetch()} />
  return (
    <section aria-labelledby="pauses" className="max-w-[52rem] py-10">
      <h1 id="pauses" className="text-title font-strong">
        {t('title')}
      </h1>
      <p className="pt-1 pb-4 text-large text-quiet">{t('lead')}</p>
      {lift.error !== null && <SignInFailure failure={lift.error} />}
      <div aria-live="polite">
        {data === undefined ? (
          <ProgressLine />
        ) : data.pauses.length === 0 ? (
          <p className="text-body">{t('none')}</p>
        ) : (
          <ul className="border-t border-line">
            {data.pauses.map((pause) => (
              <PauseRow key={pause.id} pause={pause} onLift={() => lift.mutate({ id: pause.id })} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function PauseRow({ pause: { subject, name, reason, since }, onLift }: { pause: Pause; onLift: () => void }) {
  const t = useTranslations('pauses')
  const format = useFormatter()
  const who = t(`subject.${subject}`, { name: name ?? '' })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 text-body">
      <div>
        <p className="font-strong">{who}</p>
        <p className="text-quiet">
          {t(`reason.${reason}`)}{' '}
          {t('since', {
            time: format.dateTime(new Date(since), { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </p>
      </div>
      <Button onClick={onLift} aria-label={t('liftOf', { who })}>
        {t('lift')}
      </Button>
    </li>
  )
}
