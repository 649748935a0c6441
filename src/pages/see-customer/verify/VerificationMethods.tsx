import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { Factor, Purpose } from '#contract/api/verification.ts'
import type { Picture } from '#src/api/picture.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { LaterIcon } from '#src/ui/LaterIcon.tsx'
import { CodeWay } from './CodeMethod.tsx'
import { ManagerWay } from './ManagerMethod.tsx'
import { OpinionWay } from './ColleagueMethod.tsx'
import { QuestionWay } from './QuestionMethod.tsx'

type Props = {
  customer: Customer
  purpose: Purpose
  lead: string
  proven: readonly Factor[]
  picture: Picture | undefined
  photo: Photo | undefined
  onProven: (factor: Factor, proof: string) => void
}

type Way = Factor

/** Other ways to confirm who somebody is, none of which accuses anybody; beside them what has been confirmed so far. */
export function Ways({ customer, purpose, lead, proven, picture, photo, onProven }: Props) {
  const t = useTranslations('ways')
  const [open, setOpen] = useState<Way>()
  const { id: userId } = customer
  const close = () => setOpen(undefined)
  const isOfUse = (way: Way) => way !== 'second-opinion' || picture !== undefined
  const common = { userId, onClose: close }
  const give = (factor: Factor) => (proof: string) => onProven(factor, proof)
  return (
    <section aria-labelledby="ways-lead" className="border-b border-line pb-3">
      <h2 id="ways-lead" className="pb-2 text-body font-strong">
        {lead}
      </h2>
      <ul className="flex flex-wrap items-center gap-2">
        {purpose.factors.filter(isOfUse).map((way) => (
          <li key={way}>
            {proven.includes(way) ? (
              <p className="flex min-h-11 items-center gap-2 px-2 text-body text-ok">
                <Icon name="ok" className="size-5" />
                {t(`done.${way}`)}
              </p>
            ) : way === 'card' ? (
              <p className="flex min-h-11 items-center gap-2 px-2 text-body text-quiet">
                <LaterIcon name="camera" className="size-5" />
                {t('name.card')}
              </p>
            ) : (
              <Button onClick={() => setOpen(way)}>{t(`name.${way}`)}</Button>
            )}
          </li>
        ))}
      </ul>
      {open === 'challenge' && <QuestionWay {...common} onProven={give('challenge')} />}
      {open === 'code' && <CodeWay {...common} customer={customer} onProven={give('code')} />}
      {open === 'manager' && <ManagerWay {...common} onProven={give('manager')} />}
      {open === 'second-opinion' && picture !== undefined && photo?.state === 'on-file' && (
        <OpinionWay
          {...common}
          picture={picture}
          identity={photo.identity}
          onProven={give('second-opinion')}
        />
      )}
    </section>
  )
}
