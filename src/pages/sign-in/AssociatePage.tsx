import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { changeSession } from '#src/api/session.ts'
import { Button } from '#src/ui/Button.tsx'
import { SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Door } from './Door.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { proofFor } from './picked.ts'

const SwitchAssociate = lazyPart(() => import('./pins.ts').then((module) => module.SwitchAssociate))

type Props = Pick<NonNullable<Session['who']>, 'staff'>
type Colleague = Props['staff'][number]

/** If the vendor lists the staff, the associate at the till picks their name with one tap. Who has chosen a PIN types it as well. */
export function AssociatePage({ staff }: Props) {
  const t = useTranslations('till')
  const switching = useTranslations('switch')
  const client = useQueryClient()
  const choose = useMutation({
    mutationFn: ({ id }: Colleague) => changeSession(client, '/associate', { associate: id }),
  })
  const asked =
    choose.error === null || choose.variables === undefined
      ? undefined
      : proofFor(choose.variables, choose.error)
  if (asked !== undefined)
    return (
      <Door>
        <h1 className="pb-5 text-title font-strong">{switching('title', { name: asked.colleague.name })}</h1>
        <SwitchAssociate {...asked} />
        <div className="pt-4">
          <Button onClick={choose.reset}>{t('another')}</Button>
        </div>
      </Door>
    )
  return (
    <Door>
      <h1 className="text-title font-strong">{t('who')}</h1>
      <p className="pt-1 pb-5 text-body text-quiet">{t('whoHint')}</p>
      {choose.error !== null && <SignInFailure failure={choose.error} />}
      <ul className="grid gap-2.5">
        {staff.map(({ id, name }) => (
          <li key={id} className="grid">
            <Button onClick={() => choose.mutate({ id, name })}>
              <bdi translate="no">{name}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </Door>
  )
}
