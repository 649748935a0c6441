import { useTranslations } from 'use-intl'
import { readable, type Channel, type Customer, type Identifier } from '#contract/customer/customer.ts'
import type { Masked } from '#contract/customer/masked.ts'
import { useAmount, useDates } from '#src/app/formats.ts'
import { Field, FieldSection } from '#src/ui/Fields.tsx'
import { useFieldLabel, useValueWords } from '#src/app/field-label.ts'
import { FieldValue } from './FieldValue.tsx'
import { PhoneNumber } from './PhoneNumber.tsx'
import { Shown } from './Shown.tsx'

/** The sections that every customer's card shows without a click. */
export function Sections({ customer }: { customer: Customer }) {
  const t = useTranslations('customer')
  return (
    <div className="grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
      <IdentifiersSection customer={customer} />
      <OpenFields heading={t('extendedFields')} named={customer.extendedFields} />
      <LoyaltySection customer={customer} />
    </div>
  )
}

/** An identifier that is also a channel has one row, with what is known of both. */
export function IdentifiersSection({ customer: { identifiers, channels } }: { customer: Customer }) {
  const t = useTranslations('customer')
  return (
    <FieldSection heading={t('identifiers')} emptyText={t('noIdentifiers')}>
      {identifiers.map((identifier) => (
        <ContactField
          key={`${identifier.kind} ${readable(identifier.value)}`}
          {...identifier}
          channel={channels.find((channel) => isSameContact(channel, identifier))}
        />
      ))}
    </FieldSection>
  )
}

type Contact = Pick<Identifier, 'kind' | 'value'>

/** Masked values count as the same if they look the same: of one customer, that is one value under two headings. */
export const isSameContact = (one: Contact, other: Contact) =>
  one.kind.toLowerCase() === other.kind.toLowerCase() && readable(one.value) === readable(other.value)

type ContactProps = Contact & { status?: string | undefined; channel?: Channel | undefined }

/** A number or an address, and in small words its status, and whether it is verified and the primary one. */
export function ContactField({ kind, value, status, channel }: ContactProps) {
  const t = useTranslations('field')
  const labelOf = useFieldLabel()
  const words = useValueWords()
  const isPhone = /^(mobile|phone)$/i.test(kind)
  const notes = [
    status !== undefined && words(status),
    channel?.isPrimary === true && t('primary'),
    channel?.isVerified !== undefined && (channel.isVerified ? t('verified') : t('notVerified')),
  ].filter((note) => note !== false)
  return (
    <Field label={labelOf(kind)}>
      <Shown value={value} isPhone={isPhone}>
        {(open) => (isPhone ? <PhoneNumber digits={open} /> : open)}
      </Shown>
      {notes.length > 0 && (
        <span className="block pb-1 text-small/tight text-quiet">{notes.join(' · ')}</span>
      )}
    </Field>
  )
}

function LoyaltySection({ customer: { loyalty } }: { customer: Customer }) {
  const t = useTranslations('field')
  const words = useTranslations('customer')
  const dates = useDates()
  const amount = useAmount()
  const { lifetimePurchases, registeredAt } = loyalty
  return (
    <FieldSection heading={words('loyalty')} emptyText={words('noLoyalty')}>
      {[
        ...known(t('registeredAt'), registeredAt, dates.dateOf),
        ...known(t('lifetimePurchases'), lifetimePurchases, amount),
      ]}
    </FieldSection>
  )
}

/** A field, or none if the value is unknown. */
export function known<Value>(
  label: string,
  value: Value | Masked | undefined,
  write: (value: Value) => string,
) {
  if (value === undefined) return []
  return [
    <Field key={label} label={label}>
      <Shown value={value}>{write}</Shown>
    </Field>,
  ]
}

export function OpenFields({ heading, named }: { heading: string; named: Customer['extendedFields'] }) {
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
