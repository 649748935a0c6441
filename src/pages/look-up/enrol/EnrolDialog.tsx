import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { messageChannel, type EnrolmentRules } from '#contract/api/enrolment.ts'
import { languages } from '#contract/store/languages.ts'
import { shopQuery } from '#src/api/shop.ts'
import { useFieldLabel } from '#src/app/field-label.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { CustomerAgreement, type ConsentLanguage } from '#src/messages/CustomerAgreement.tsx'
import { PartWords } from '#src/messages/PartWords.tsx'
import { useSpoken } from '#src/messages/words.ts'
import { Button } from '#src/ui/Button.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import type { Readings } from '#src/pages/look-up/arrival.ts'
import { useKindWords } from '#src/pages/look-up/find-words.ts'
import { searchToolsQuery } from '#src/pages/look-up/search-tools.ts'
import type { Candidate } from '#src/pages/look-up/understanding/candidate.ts'
import type { Identifier } from './EnrolButtons.tsx'
import { useEnrolling } from './use-enrolling.ts'

type Props = {
  identifier: Identifier
  /** The other readings of the same text, which are looked up once more. */
  others: Candidate[]
  rules: EnrolmentRules
  onFind: (readings: Readings) => void
  onClose: () => void
}

/** Enrols a customer: the identifier that led to nobody, a name, what the store asks besides, and the customer's agreement. */
export const EnrolDialog = (props: Props) => (
  <PartWords part="consent" placeholder={null}>
    <Dialog {...props} />
  </PartWords>
)

function Dialog({ identifier, others, rules, onFind, onClose }: Props) {
  const t = useTranslations('enrol')
  const photo = useTranslations('takePhoto')
  const spoken = useSpoken().language
  const labelOf = useFieldLabel()
  const [language, setLanguage] = useState<ConsentLanguage>(languages.find((each) => each === spoken) ?? 'en')
  const [hasAgreed, setHasAgreed] = useState(false)
  const { entered, enter, faults, asksFirst, submit, enrolling, code } = useEnrolling({
    identifier,
    others,
    rules,
    onFind,
  })
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = new FormData(event.currentTarget).getAll('messages')
    submit({ hasAgreed, language, messages: messageChannel.options.filter((each) => wanted.includes(each)) })
  }
  const field = (name: string) => ({
    name,
    value: entered[name] ?? '',
    autoComplete: 'off',
    maxLength: 200,
    isWrong: faults.has(name),
    ...(faults.has(name) && { note: t(faults.get(name) ?? 'missing') }),
    onChange: ({ target }: { target: HTMLInputElement }) => enter(name, target.value),
  })
  const channels = messageChannel.options.filter(
    (channel) => channel === identifier.kind || rules.fields.includes(channel),
  )
  return (
    <SideDialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={send} noValidate className="grid gap-4">
        <Given identifier={identifier} />
        <TextField label={t('name')} {...field('name')} autoCapitalize="words" />
        {rules.fields
          .filter((name) => name !== identifier.kind)
          .map((name) => (
            <TextField
              key={name}
              label={labelOf(name.replace(/^(?:extended|custom)\./, ''))}
              {...field(name)}
            />
          ))}
        {code.isNeeded && (
          <CodeField
            isSent={code.isSent}
            isSending={code.isSending}
            onSend={code.send}
            field={field('code')}
          />
        )}
        <CustomerAgreement
          sentence={<Sentence />}
          language={language}
          onLanguage={setLanguage}
          hasAgreed={hasAgreed}
          onAgreed={setHasAgreed}
        />
        {channels.map((channel) => (
          <label key={channel} className="flex min-h-11 items-center gap-3 text-body">
            <input
              type="checkbox"
              name="messages"
              value={channel}
              className="size-6 shrink-0 accent-accent"
            />
            {t(`messages.${channel}`)}
          </label>
        ))}
        <Button type="submit" look="primary" aria-disabled={enrolling.isPending}>
          {enrolling.isPending ? t('sending') : t('submit')}
        </Button>
        <p role="status" className="text-body text-caution empty:hidden">
          {asksFirst && !hasAgreed && photo('askFirst')}
        </p>
        <FailureMessage failure={enrolling.error ?? code.failure} />
      </form>
    </SideDialog>
  )
}

/** What the customer gave, in the form in which it was understood. */
function Given({ identifier }: { identifier: Identifier }) {
  const { asLabel } = useKindWords()
  const { data: tools } = useQuery(searchToolsQuery())
  const { kind, value } = identifier
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-large">
      <span className="text-quiet">{asLabel(identifier)}</span>
      <bdi dir="ltr" translate="no" className="font-strong">
        {kind === 'mobile' && tools ? tools.writePhone(value) : value}
      </bdi>
    </p>
  )
}

function Sentence() {
  const t = useTranslations('enrolConsent')
  return (
    <>
      <p>{t('ask')}</p>
      <p>{t('leave')}</p>
    </>
  )
}

type CodeFieldProps = {
  isSent: boolean
  isSending: boolean
  onSend: () => void
  field: Omit<Parameters<typeof TextField>[0], 'label'>
}

function CodeField({ isSent, isSending, onSend, field }: CodeFieldProps) {
  const t = useTranslations('enrol')
  const words = useTranslations('code')
  const { data: shop } = useQuery(shopQuery())
  return (
    <div className="grid gap-3">
      <Button onClick={onSend} aria-disabled={isSending}>
        {isSending ? words('sending') : t('sendCode')}
      </Button>
      {isSent && (
        <>
          <div role="status" className="text-body">
            <p>{t('codeSent')}</p>
            {shop?.isSandbox === true && <p className="text-caution">{words('sandbox')}</p>}
          </div>
          <TextField label={words('label')} {...field} />
        </>
      )}
    </div>
  )
}
