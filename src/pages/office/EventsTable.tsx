import { useFormatter, useTranslations } from 'use-intl'
import { auditAction, type OfficeEvent } from '#contract/api/office.ts'

const actions = new Set<string>(auditAction.options)

const isKnown = (action: string): action is (typeof auditAction.options)[number] => actions.has(action)

/** A row for each event: when, who, at which till, what, about whom, and the evidence. */
export function EventsTable({ events }: { events: OfficeEvent[] }) {
  const t = useTranslations('office')
  const heads = ['time', 'what', 'customer', 'associate', 'till', 'details'] as const
  return (
    // The table may be wider than a telephone.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
    <div role="region" aria-label={t('caption')} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-start text-body">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr className="border-b border-line text-small text-quiet">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-2 text-start font-strong first:ps-0">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows are only added, at the end
            <EventRow key={at} event={event} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function EventRow({ event }: { event: OfficeEvent }) {
  const t = useTranslations('office')
  const format = useFormatter()
  const { at, action, outcome, customerId, isInList, associate, associateName, till, facts } = event
  const time = format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' })
  const told = Object.entries(facts)
  return (
    <tr className="border-b border-line align-top">
      <td className="px-2 py-2 whitespace-nowrap tabular-nums first:ps-0">
        <time dateTime={at}>{time}</time>
      </td>
      <td className="px-2 py-2">
        <span className="font-strong">{isKnown(action) ? t(`did.${action}`) : action}</span>
        {outcome !== 'done' && <span className="block text-caution">{t('failed', { code: outcome })}</span>}
      </td>
      <td className="px-2 py-2 tabular-nums">
        <bdi translate="no">{customerId}</bdi>
        {isInList === true && <span className="block text-quiet">{t('inList')}</span>}
      </td>
      <td className="px-2 py-2">
        <bdi translate="no">{associateName ?? associate}</bdi>
      </td>
      <td className="px-2 py-2">
        <bdi translate="no">{till}</bdi>
      </td>
      <td className="px-2 py-2 text-small text-quiet" dir="ltr">
        {told.map(([name, value]) => (
          <span key={name} translate="no" className="me-3 inline-block">
            {name} {value}
          </span>
        ))}
      </td>
    </tr>
  )
}
