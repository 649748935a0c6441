import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { readable, type Card, type Customer, type Profile } from '#contract/customer/customer.ts'
import { Masked } from '#contract/customer/masked.ts'
import { useDates } from '#src/app/formats.ts'
import { Field, FieldSection } from '#src/ui/Fields.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { fieldLabel, useValueWords } from '#src/app/field-label.ts'
import { ContactField, isSameContact, known, OpenFields } from './Sections.tsx'
import { Shown } from './Shown.tsx'

/** Everything else on the record, in groups, behind a button. */
export function AllDetails({ customer }: { customer: Customer }) {
  const t = useTranslations('customer')
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="-mx-2 inline-flex min-h-11 items-center gap-1.5 rounded-control px-2 text-body text-accent hover:bg-tone"
      >
        <Icon name={isOpen ? 'minus' : 'plus'} className="size-4" />
        {t('allDetails')}
      </button>
      <div id={id} hidden={!isOpen} className="pt-3">
        {isOpen && <Groups customer={customer} />}
      </div>
    </>
  )
}

function Groups({ customer }: { customer: Customer }) {
  const t = useTranslations('customer')
  const { channels, identifiers, cards, profiles } = customer
  const otherChannels = channels.filter(
    (channel) => !identifiers.some((each) => isSameContact(channel, each)),
  )
  return (
    <div className="grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
      <OpenFields heading={t('customFields')} named={customer.customFields} />
      <FieldSection heading={t('contact')}>
        {otherChannels.map((channel) => (
          <ContactField key={`${channel.kind} ${readable(channel.value)}`} {...channel} channel={channel} />
        ))}
      </FieldSection>
      <OpenFields heading={t('segments')} named={customer.segments} />
      <FieldSection heading={t('cards')}>
        {cards.map((card) => (
          <CardField key={readable(card.number)} {...card} />
        ))}
      </FieldSection>
      <FieldSection heading={t('profiles')}>
        {profiles.slice(1).map((profile) => (
          <ProfileField key={`${profile.source} ${profile.accountId}`} {...profile} />
        ))}
      </FieldSection>
      <RecordSection customer={customer} />
    </div>
  )
}

/** Where the record comes from. */
function RecordSection({ customer: { id, loyalty, till } }: { customer: Customer }) {
  const t = useTranslations('field')
  const words = useTranslations('customer')
  const valueWords = useValueWords()
  return (
    <FieldSection heading={words('record')}>
      {[
        ...known(t('customerId'), id, asItIs),
        ...known(t('kind'), loyalty.kind, valueWords),
        ...known(t('registeredBy'), loyalty.registeredBy.name, asItIs),
        ...known(t('registeredFrom'), loyalty.registeredFrom, valueWords),
        ...known(t('till'), till, asItIs),
      ]}
    </FieldSection>
  )
}

const asItIs = (value: string) => value

function CardField({ number, series, status, issuedAt, expiresOn }: Card) {
  const t = useTranslations('field')
  const words = useValueWords()
  const dates = useDates()
  const facts = [
    status === undefined ? undefined : words(status),
    issuedAt === undefined ? undefined : t('issued', { date: writtenWith(dates.dateOf, issuedAt) }),
    expiresOn === undefined ? undefined : t('expires', { date: writtenWith(dates.localDate, expiresOn) }),
  ].filter((fact) => fact !== undefined)
  return (
    <Field label={series ?? t('cardNumber')}>
      <Shown value={number}>{asItIs}</Shown>
      {facts.length > 0 && <span className="block text-small text-quiet">{facts.join(' · ')}</span>}
    </Field>
  )
}

const writtenWith = (write: (date: string) => string, date: string | Masked) =>
  date instanceof Masked ? date.text : write(date)

const ProfileField = ({ source, firstName, lastName, identifiers }: Profile) => (
  <Field label={fieldLabel(source ?? '')}>
    {[firstName, lastName].filter((name) => name !== undefined).join(' ') ||
      (identifiers[0] && readable(identifiers[0].value))}
  </Field>
)
