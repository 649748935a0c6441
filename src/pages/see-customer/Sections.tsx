import { useTranslations } from 'use-intl'
import {
  readable,
  type Card,
  type Channel,
  type Customer,
  type Identifier,
  type Profile,
} from '#contract/customer/customer.ts'
import { Masked } from '#contract/customer/masked.ts'
import { useAmount, useDates } from '#src/app/formats.ts'
import { Field, FieldSection } from '#src/ui/Fields.tsx'
import { fieldLabel, useFieldLabel } from './field-label.ts'
import { FieldValue } from './FieldValue.tsx'
import { PhoneNumber } from './PhoneNumber.tsx'
import { Shown } from './Shown.tsx'

/** The customer's data, in order of use. A section without data is left out, except the two that say that they are empty. */
export function Sections({ customer }: { customer: Customer }) {
  const t = useTranslations('customer')
  return (
    <div className="gap-x-10 pt-6 xl:columns-2">
      <IdentifiersSection customer={customer} />
      <LoyaltySection customer={customer} />
      <FieldSection heading={t('contact')}>
        {customer.channels.map((channel) => (
          <ChannelField key={`${channel.kind} ${readable(channel.value)}`} {...channel} />
        ))}
      </FieldSection>
      <OpenFields heading={t('extendedFields')} named={customer.extendedFields} />
      <OpenFields heading={t('customFields')} named={customer.customFields} />
      <OpenFields heading={t('segments')} named={customer.segments} />
      <FieldSection heading={t('cards')}>
        {customer.cards.map((card) => (
          <CardField key={readable(card.number)} {...card} />
        ))}
      </FieldSection>
      <FieldSection heading={t('profiles')}>
        {customer.profiles.slice(1).map((profile) => (
          <ProfileField key={`${profile.source} ${profile.accountId}`} {...profile} />
        ))}
      </FieldSection>
    </div>
  )
}

export function IdentifiersSection({ customer }: { customer: Customer }) {
  const t = useTranslations('customer')
  return (
    <FieldSection heading={t('identifiers')} emptyText={t('noIdentifiers')}>
      {customer.identifiers.map((identifier) => (
        <IdentifierField key={`${identifier.kind} ${readable(identifier.value)}`} {...identifier} />
      ))}
    </FieldSection>
  )
}

/** The labels of kinds with a message in the catalogue. Other kinds are the organisation's own and are shown unchanged. */
function useKindLabel() {
  const t = useTranslations('field')
  const words = new Map([
    ['mobile', t('mobile')],
    ['email', t('email')],
    ['phone', t('phone')],
    ['externalid', t('externalId')],
    ['cardnumber', t('cardNumber')],
  ])
  return (kind: string) => words.get(kind.toLowerCase()) ?? fieldLabel(kind)
}

function ShownContact({ kind, value }: Pick<Identifier, 'kind' | 'value'>) {
  const isPhone = /^(mobile|phone)$/i.test(kind)
  return (
    <Shown value={value} isPhone={isPhone}>
      {(open) => (isPhone ? <PhoneNumber digits={open} /> : open)}
    </Shown>
  )
}

function IdentifierField({ kind, value, status }: Identifier) {
  return (
    <Field label={useKindLabel()(kind)}>
      <ShownContact kind={kind} value={value} />
      {status !== undefined && <span className="block text-small text-quiet">{fieldLabel(status)}</span>}
    </Field>
  )
}

function ChannelField({ kind, value, isPrimary, isVerified }: Channel) {
  const t = useTranslations('field')
  const notes = [
    isPrimary === true && t('primary'),
    isVerified !== undefined && (isVerified ? t('verified') : t('notVerified')),
  ].filter((note) => note !== false)
  return (
    <Field label={useKindLabel()(kind)}>
      <ShownContact kind={kind} value={value} />
      {notes.length > 0 && <span className="block text-small text-quiet">{notes.join(' · ')}</span>}
    </Field>
  )
}

function LoyaltySection({ customer: { loyalty, till } }: { customer: Customer }) {
  const t = useTranslations('field')
  const words = useTranslations('customer')
  const dates = useDates()
  const amount = useAmount()
  const { kind, lifetimePurchases, registeredAt, registeredBy, registeredFrom } = loyalty
  return (
    <FieldSection heading={words('loyalty')} emptyText={words('noLoyalty')}>
      {[
        ...known(t('kind'), kind, fieldLabel),
        ...known(t('lifetimePurchases'), lifetimePurchases, amount),
        ...known(t('registeredAt'), registeredAt, dates.dateOf),
        ...known(t('registeredBy'), registeredBy.name, asItIs),
        ...known(t('registeredFrom'), registeredFrom, fieldLabel),
        ...known(t('till'), till, asItIs),
      ]}
    </FieldSection>
  )
}

const asItIs = (value: string) => value

/** A field, or none if the value is unknown. */
function known<Value>(label: string, value: Value | Masked | undefined, write: (value: Value) => string) {
  if (value === undefined) return []
  return [
    <Field key={label} label={label}>
      <Shown value={value}>{write}</Shown>
    </Field>,
  ]
}

function OpenFields({ heading, named }: { heading: string; named: Profile['customFields'] }) {
  const labelOf = useFieldLabel()
  return (
    <FieldSection heading={heading}>
      {named.map(({ key, value }) => (
        <Field key={key} label={labelOf(key)}>
          <Shown value={value}>{(open) => <FieldValue value={open} />}</Shown>
        </Field>
      ))}
    </FieldSection>
  )
}

function CardField({ number, series, status, issuedAt, expiresOn }: Card) {
  const t = useTranslations('field')
  const dates = useDates()
  const facts = [
    status === undefined ? undefined : fieldLabel(status),
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
