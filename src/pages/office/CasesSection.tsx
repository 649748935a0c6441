import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { caseRule, type CaseRule, type OfficeCase } from '#contract/api/office-cases.ts'
import type { OfficeQuestion } from '#contract/api/office.ts'
import { closeCase, officeCasesQuery, type TriedLimits } from '#src/api/office-cases.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { Button } from '#src/ui/Button.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { beginningOf } from './days.ts'

/** The action whose events a rule counts, where it counts only one. */
const actions: Partial<Record<CaseRule, OfficeQuestion['action']>> = {
  quickAnswers: 'decision',
  answersWithoutPhoto: 'decision',
  revealsWithoutAnswer: 'reveal',
  answersTakenBack: 'undo',
  nobodyFound: 'look_up',
  canaries: 'alarm',
}

const questionOf = ({ rule, day, associate, till, customerId }: OfficeCase): OfficeQuestion => ({
  ...(actions[rule] !== undefined && { action: actions[rule] }),
  from: beginningOf(day),
  to: beginningOf(day, 1),
  ...(associate !== undefined && { associate }),
  ...(till !== undefined && { till }),
  ...(customerId !== undefined && { customer: customerId }),
})

/** The days with more events than a limit, each of which leads to its events and can be closed with a note. */
export function CasesSection({ onShow }: { onShow: (question: OfficeQuestion) => void }) {
  const t = useTranslations('office')
  const [tried, setTried] = useState<TriedLimits>({})
  const { data, error } = useQuery(officeCasesQuery(tried))
  return (
    <section aria-labelledby="cases" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div>
        <h2 id="cases" className="text-large font-strong">
          {t('standsOut')}
        </h2>
        <p className="text-body text-quiet">{t('standsOutLead')}</p>
      </div>
      <FailureMessage failure={error} />
      {data === undefined && error === null && <ProgressLine />}
      {data?.cases.length === 0 && <p className="text-body">{t('nothing')}</p>}
      {data !== undefined && data.cases.length > 0 && (
        <ul className="border-t border-line" aria-labelledby="cases">
          {data.cases.map((each) => (
            <CaseRow
              key={JSON.stringify([each.rule, each.day, each.associate, each.till, each.customerId])}
              found={each}
              limit={data.limits[each.rule]}
              onShow={() => onShow(questionOf(each))}
            />
          ))}
        </ul>
      )}
      {data !== undefined && <LimitsForm limits={data.limits} count={data.cases.length} onTry={setTried} />}
    </section>
  )
}

type RowProps = { found: OfficeCase; limit: number; onShow: () => void }

function CaseRow({ found, limit, onShow }: RowProps) {
  const t = useTranslations('office')
  const format = useFormatter()
  const [isClosing, setIsClosing] = useState(false)
  const { rule, day, associate, associateName, till, customerId, count, closed } = found
  return (
    <li className="grid gap-2 border-b border-line py-3 text-body">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div>
          <p className={closed === undefined ? 'font-strong' : ''}>{t(`rule.${rule}`)}</p>
          <p className="flex flex-wrap gap-x-3 text-quiet">
            <span>{format.dateTime(new Date(beginningOf(day)), { dateStyle: 'medium' })}</span>
            <span>{t('ofLimit', { count, limit })}</span>
            {[associateName ?? associate, till, customerId].map(
              (what) =>
                what !== undefined && (
                  <bdi key={what} translate="no">
                    {what}
                  </bdi>
                ),
            )}
          </p>
          {closed !== undefined && <p>{t('closed', { note: closed })}</p>}
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button onClick={onShow}>{t('showEvents')}</Button>
          {closed === undefined && !isClosing && (
            <Button onClick={() => setIsClosing(true)}>{t('close')}</Button>
          )}
        </div>
      </div>
      {isClosing && closed === undefined && <ClosingForm found={found} />}
    </li>
  )
}

function ClosingForm({ found }: { found: OfficeCase }) {
  const t = useTranslations('office')
  const client = useQueryClient()
  const closing = useMutation({
    mutationFn: closeCase,
    onSuccess: () => client.invalidateQueries({ queryKey: ['office', 'cases'] }),
  })
  const close = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = new FormData(event.currentTarget).get('note')
    if (typeof note === 'string' && !closing.isPending) closing.mutate({ found, note })
  }
  return (
    <form onSubmit={close} className="grid max-w-xl gap-2">
      <TextField
        label={t('note')}
        name="note"
        note={t('noteHint')}
        autoComplete="off"
        required
        maxLength={200}
      />
      <FailureMessage failure={closing.error} />
      <div>
        <Button type="submit" look="primary" aria-disabled={closing.isPending}>
          {t('close')}
        </Button>
      </div>
    </form>
  )
}

type LimitsProps = {
  limits: Record<CaseRule, number>
  count: number
  onTry: (limits: TriedLimits) => void
}

/** Tells what other limits would have found. Nothing is changed: the policy's file stays as it is. */
function LimitsForm({ limits, count, onTry }: LimitsProps) {
  const t = useTranslations('office')
  const tryLimits = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const entered = [...new FormData(event.currentTarget)]
    onTry(
      Object.fromEntries(
        entered.flatMap(([rule, limit]) => (typeof limit === 'string' ? [[rule, limit]] : [])),
      ),
    )
  }
  return (
    <details className="print:hidden">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-body text-accent underline">
        {t('tryLimits')}
      </summary>
      <form onSubmit={tryLimits} className="grid items-end gap-3 pt-2 sm:grid-cols-2 lg:grid-cols-4">
        {caseRule.options.map((rule) => (
          <TextField
            key={rule}
            label={t(`rule.${rule}`)}
            name={rule}
            type="number"
            min={0}
            max={100_000}
            required
            defaultValue={limits[rule]}
          />
        ))}
        <Button type="submit" look="primary">
          {t('try')}
        </Button>
        <p role="status" className="text-body">
          {t('casesFound', { count })}
        </p>
      </form>
    </details>
  )
}
