import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { Factor, Purpose } from '#contract/api/verification.ts'
import type { Picture } from '#src/api/picture.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { whenIdle } from '#src/app/when-idle.ts'
import { lazyPart } from '#src/ui/LazyPart.tsx'

const methods = () => import('./methods.ts')
const CodeMethod = lazyPart(() => methods().then((module) => module.CodeMethod), 'dialog')
const ColleagueMethod = lazyPart(() => methods().then((module) => module.ColleagueMethod), 'dialog')
const ManagerMethod = lazyPart(() => methods().then((module) => module.ManagerMethod), 'dialog')
const QuestionMethod = lazyPart(() => methods().then((module) => module.QuestionMethod), 'dialog')

type Props = {
  customer: Customer
  purpose: Purpose
  lead: string
  /** The associate needs one of the methods now. */
  isCalledFor: boolean
  open: Factor | undefined
  onOpen: (method: Factor | undefined) => void
  proven: readonly Factor[]
  picture: Picture | undefined
  photo: Photo | undefined
  onProven: (factor: Factor, proof: string) => void
}

/** The other ways to find out who somebody is, in one row, worded so that none accuses the customer. */
export function VerificationMethods({ customer, purpose, lead, isCalledFor, open, onOpen, ...rest }: Props) {
  const t = useTranslations('ways')
  const { proven, picture, photo, onProven } = rest
  const { id: userId } = customer
  const close = () => onOpen(undefined)
  // A colleague needs a photo to judge by. The word keeps its place, so that nothing moves when the photo comes.
  const isOfUse = (method: Factor) =>
    method !== 'card' && (method !== 'second-opinion' || picture !== undefined)
  const common = { userId, onClose: close }
  // External: the network, so that a dialog opens at once, and also after the connection is gone.
  useEffect(() => whenIdle(() => void methods().catch(() => undefined), 1000, 5000), [])
  const give = (factor: Factor) => (proof: string) => onProven(factor, proof)
  return (
    <section aria-labelledby="ways-lead" className="flex flex-wrap items-center gap-x-3">
      <h2 id="ways-lead" className={isCalledFor ? 'w-full text-body font-strong' : 'text-small text-quiet'}>
        {lead}
      </h2>
      <ul className="-mx-2 flex flex-wrap items-center">
        {purpose.factors.map((method) => (
          <li key={method}>
            {proven.includes(method) ? (
              <p className="flex min-h-11 items-center gap-1.5 px-2 text-body text-ok">
                <Icon name="ok" className="size-4.5" />
                {t(`done.${method}`)}
              </p>
            ) : !isOfUse(method) ? (
              <p
                className="flex min-h-11 min-w-11 items-center justify-center px-1.5 text-body text-quiet"
                title={method === 'card' ? t('name.card') : t('needsPhoto')}
              >
                {t(`short.${method}`)}
              </p>
            ) : (
              <button
                type="button"
                aria-label={t(`name.${method}`)}
                title={t(`name.${method}`)}
                onClick={() => onOpen(method)}
                className={`min-h-11 min-w-11 rounded-control px-1.5 text-body text-accent underline decoration-1 underline-offset-4 hover:bg-tone ${isCalledFor ? 'font-strong' : ''}`}
              >
                {t(`short.${method}`)}
              </button>
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
