import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import * as v from 'valibot'
import { auditAction, officeQuestion, type OfficeQuestion } from '#contract/api/office.ts'
import { eventsAddress, officeEventsQuery } from '#src/api/office.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import { usePurposeName } from '#src/app/purpose-name.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { Button } from '#src/ui/Button.tsx'
import { HiddenScreen } from '#src/ui/HiddenScreen.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { EventsTable } from './EventsTable.tsx'

/** The events of the record that answer a question, the newest first. */
export function EventsSection() {
  const t = useTranslations('office')
  const [question, setQuestion] = useState<OfficeQuestion>({})
  const isScreenPrivate = useIsScreenPrivate()
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...officeEventsQuery(question),
    enabled: !isScreenPrivate,
  })
  const events = data?.pages.flatMap((page) => page.events)
  if (isScreenPrivate) return <HiddenScreen />
  return (
    <section aria-label={t('title')} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Filters onAsk={setQuestion} />
      <FailureMessage failure={error} />
      {events?.length === 0 && (
        <p role="status" className="text-large">
          <span className="font-strong">{t('none')}</span> {t('noneNext')}
        </p>
      )}
      {events !== undefined && events.length > 0 && <EventsTable events={events} />}
      <div role="status">
        {isFetching && (
          <>
            <p className="text-small text-quiet">{t('loading')}</p>
            <ProgressLine />
          </>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3 print:hidden">
        {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('earlier')}</Button>}
        <Download href={eventsAddress(question, '.csv')} label={t('csv')} />
        <Download href={eventsAddress(question, '.jsonl')} label={t('jsonl')} />
      </div>
    </section>
  )
}

const Download = ({ href, label }: { href: string; label: string }) => (
  <a href={href} download className="inline-flex min-h-11 items-center px-2 text-body text-accent underline">
    {label}
  </a>
)

/** The beginning of a day at this till, some days later. */
function beginningOf(day: string, later = 0) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** What was entered, without what was left empty. Days are those of this till, the last one included. */
function questionIn(form: HTMLFormElement): OfficeQuestion {
  const entered = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, meant(name, value.trim())] as const] : [],
  )
  return v.parse(v.fallback(officeQuestion, {}), Object.fromEntries(entered))
}

const meant = (name: string, value: string) =>
  name === 'from' ? beginningOf(value) : name === 'to' ? beginningOf(value, 1) : value

function Filters({ onAsk }: { onAsk: (question: OfficeQuestion) => void }) {
  const t = useTranslations('office')
  const purposes = useQuery(purposesQuery()).data?.purposes ?? []
  const nameOf = usePurposeName()
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onAsk(questionIn(event.currentTarget))
  }
  return (
    <form onSubmit={ask} className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4 print:hidden">
      <TextField
        label={t('customer')}
        name="customer"
        inputMode="numeric"
        pattern="[1-9][0-9]{0,14}"
        autoComplete="off"
      />
      <TextField label={t('associate')} name="associate" autoComplete="off" maxLength={200} />
      <TextField label={t('till')} name="till" autoComplete="off" maxLength={200} />
      <Choice label={t('what')} name="action">
        {auditAction.options.map((action) => (
          <option key={action} value={action}>
            {t(`did.${action}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('purpose')} name="purpose">
        {purposes.map((purpose) => (
          <option key={purpose.id} value={purpose.id}>
            {nameOf(purpose)}
          </option>
        ))}
      </Choice>
      <TextField label={t('from')} name="from" type="date" />
      <TextField label={t('to')} name="to" type="date" />
      <Button type="submit" look="primary">
        {t('show')}
      </Button>
    </form>
  )
}

function Choice({ label, name, children }: { label: string; name: string; children: ReactNode }) {
  const t = useTranslations('office')
  return (
    <label className="block text-body font-strong">
      <span className="block pb-1.5">{label}</span>
      <select
        name={name}
        className="h-11 w-full rounded-control border border-edge bg-panel px-2 text-body font-normal"
      >
        <option value="">{t('any')}</option>
        {children}
      </select>
    </label>
  )
}
