import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { Factor, Purpose } from '#contract/api/verification.ts'
import type { Picture } from '#src/api/picture.ts'
import { whenIdle } from '#src/app/when-idle.ts'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { useObstacles } from './use-obstacles.ts'
import { Way } from './Way.tsx'
import { askingFirst } from './ways.ts'

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
  const common = { userId, onClose: close }
  // External: the network, so that a dialog opens at once, and also after the connection is gone.
  useEffect(() => whenIdle(() => void methods().catch(() => undefined), 1000, 5000), [])
  const { obstacleTo, lookAgain } = useObstacles(customer, purpose, picture !== undefined)
  const [blocked, setBlocked] = useState<Factor>()
  const why = blocked && obstacleTo(blocked)
  const tellWhy = (method: Factor) => {
    setBlocked(method)
    lookAgain(method)
  }
  const give = (factor: Factor) => (proof: string) => onProven(factor, proof)
  return (
    <section aria-labelledby="ways-lead" className="flex flex-wrap items-center gap-x-3">
      <h2 id="ways-lead" className={isCalledFor ? 'w-full text-body font-strong' : 'text-small text-quiet'}>
        {lead}
      </h2>
      <ul className="-mx-2 flex flex-wrap items-center">
        {askingFirst(purpose.factors).map((method) => (
          <li key={method}>
            <Way
              method={method}
              obstacle={obstacleTo(method)}
              isProven={proven.includes(method)}
              isCalledFor={isCalledFor}
              onOpen={() => onOpen(method)}
              onBlocked={() => tellWhy(method)}
            />
          </li>
        ))}
      </ul>
      {/* The live region exists before its text, so that the text is announced. */}
      <p role="status" className="w-full text-small text-quiet">
        {why && t(`why.${why}`)}
      </p>
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
