import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { Factor, Purpose } from '#contract/api/verification.ts'
import type { Picture } from '#src/api/picture.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { CodeMethod } from './CodeMethod.tsx'
import { ManagerMethod } from './ManagerMethod.tsx'
import { ColleagueMethod } from './ColleagueMethod.tsx'
import { QuestionMethod } from './QuestionMethod.tsx'

type Props = {
  customer: Customer
  purpose: Purpose
  lead: string
  proven: readonly Factor[]
  picture: Picture | undefined
  photo: Photo | undefined
  onProven: (factor: Factor, proof: string) => void
}

type VerificationMethod = Factor

/** The other verification methods, worded so that none accuses the customer, and what has been confirmed so far. */
export function VerificationMethods({ customer, purpose, lead, proven, picture, photo, onProven }: Props) {
  const t = useTranslations('ways')
  const [open, setOpen] = useState<VerificationMethod>()
  const { id: userId } = customer
  const close = () => setOpen(undefined)
  const isOfUse = (method: VerificationMethod) => method !== 'second-opinion' || picture !== undefined
  const common = { userId, onClose: close }
  const give = (factor: Factor) => (proof: string) => onProven(factor, proof)
  return (
    <section aria-labelledby="ways-lead" className="border-b border-line pb-3">
      <h2 id="ways-lead" className="pb-2 text-body font-strong">
        {lead}
      </h2>
      <ul className="flex flex-wrap items-center gap-2">
        {purpose.factors.filter(isOfUse).map((method) => (
          <li key={method}>
            {proven.includes(method) ? (
              <p className="flex min-h-11 items-center gap-2 px-2 text-body text-ok">
                <Icon name="ok" className="size-5" />
                {t(`done.${method}`)}
              </p>
            ) : method === 'card' ? (
              <p className="flex min-h-11 items-center gap-2 px-2 text-body text-quiet">
                <Icon name="camera" className="size-5" />
                {t('name.card')}
              </p>
            ) : (
              <Button onClick={() => setOpen(method)}>{t(`name.${method}`)}</Button>
            )}
          </li>
        ))}
      </ul>
      {open === 'challenge' && <QuestionMethod {...common} onProven={give('challenge')} />}
      {open === 'code' && <CodeMethod {...common} customer={customer} onProven={give('code')} />}
      {open === 'manager' && <ManagerMethod {...common} onProven={give('manager')} />}
      {open === 'second-opinion' && picture !== undefined && photo?.state === 'on-file' && (
        <ColleagueMethod
          {...common}
          picture={picture}
          identity={photo.identity}
          onProven={give('second-opinion')}
        />
      )}
    </section>
  )
}
