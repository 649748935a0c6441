import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { Button } from '#src/ui/Button.tsx'
import { SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Door } from './Door.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { usePicking } from './use-picking.ts'

const SwitchAssociate = lazyPart(() => import('./pins.ts').then((module) => module.SwitchAssociate))

type Props = Pick<NonNullable<Session['who']>, 'staff'>

/** If the vendor lists the staff, the associate at the till picks their name with one tap. Who has chosen a PIN types it as well. */
export function AssociatePage({ staff }: Props) {
  const t = useTranslations('till')
  const switching = useTranslations('switch')
  const { pick, leave, error, asked } = usePicking()
  if (asked !== undefined)
    return (
      <Door>
        <h1 className="pb-5 text-title font-strong">{switching('title', { name: asked.colleague.name })}</h1>
        <SwitchAssociate {...asked} />
        <div className="pt-4">
          <Button onClick={leave}>{t('another')}</Button>
        </div>
      </Door>
    )
  return (
    <Door>
      <h1 className="text-title font-strong">{t('who')}</h1>
      <p className="pt-1 pb-5 text-body text-quiet">{t('whoHint')}</p>
      {error !== null && <SignInFailure failure={error} />}
      <ul className="grid gap-2.5">
        {staff.map(({ id, name }) => (
          <li key={id} className="grid">
            <Button onClick={() => pick({ id, name })}>
              <bdi translate="no">{name}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </Door>
  )
}
