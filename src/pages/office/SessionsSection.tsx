import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import type { OfficeSession } from '#contract/api/office.ts'
import { endSessions, officeSessionsQuery } from '#src/api/office.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { Button } from '#src/ui/Button.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'

/** The open sessions, each of which can be ended. */
export function SessionsSection() {
  const t = useTranslations('office')
  const client = useQueryClient()
  const { data, error } = useQuery(officeSessionsQuery())
  const ending = useMutation({
    mutationFn: endSessions,
    onSettled: () => client.invalidateQueries({ queryKey: officeSessionsQuery().queryKey }),
  })
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="pb-2 text-large font-strong">
        {t('sessions')}
      </h2>
      <FailureMessage failure={error ?? ending.error} />
      {data === undefined && error === null && <ProgressLine />}
      {data?.sessions.length === 0 && <p className="text-body">{t('noSessions')}</p>}
      {data !== undefined && data.sessions.length > 0 && (
        <ul className="border-t border-line" aria-label={t('sessionsCaption')}>
          {data.sessions.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => ending.mutate({ id: session.id })} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3 pt-3">
        {tillsWithMany(data?.sessions ?? []).map((till) => (
          <Button key={till} onClick={() => ending.mutate({ till })}>
            {t('endAll', { till })}
          </Button>
        ))}
      </div>
    </section>
  )
}

/** The tills with several sessions beside the own one, by their codes. */
function tillsWithMany(sessions: OfficeSession[]) {
  const tills = sessions.filter(({ isOwn }) => !isOwn).map(({ till }) => till)
  return [...new Set(tills.filter((till, at) => tills.indexOf(till) !== at))]
}

type RowProps = { session: OfficeSession; onEnd: () => void }

function SessionRow({ session, onEnd }: RowProps) {
  const t = useTranslations('office')
  const format = useFormatter()
  const { associate, associateName, till, since, isLocked, isOwn } = session
  const who = associateName ?? associate ?? till
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-2 text-body">
      <div>
        <p translate="no" className="font-strong">
          <bdi>{who}</bdi>
        </p>
        <p className="flex flex-wrap gap-x-3 text-quiet">
          <bdi translate="no">{till}</bdi>
          <span>
            {t('since', {
              time: format.dateTime(new Date(since), { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </span>
          {isLocked && <span>{t('locked')}</span>}
          {isOwn && <span>{t('own')}</span>}
        </p>
      </div>
      {!isOwn && (
        <Button aria-label={t('endOf', { who })} onClick={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}
