import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { changeSession } from '#src/api/session.ts'
import { Button } from '#src/ui/Button.tsx'
import { SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Door } from './Door.tsx'

type Props = Pick<NonNullable<Session['who']>, 'staff'>

/** If the vendor lists the staff, the associate at the till picks their name with one tap. */
export function AssociatePage({ staff }: Props) {
  const t = useTranslations('till')
  const client = useQueryClient()
  const choose = useMutation({
    mutationFn: (associate: string) => changeSession(client, '/associate', { associate }),
  })
  return (
    <Door>
      <h1 className="text-title font-strong">{t('who')}</h1>
      <p className="pt-1 pb-5 text-body text-quiet">{t('whoHint')}</p>
      {choose.error !== null && <SignInFailure failure={choose.error} />}
      <ul className="grid gap-2.5">
        {staff.map(({ id, name }) => (
          <li key={id} className="grid">
            <Button onClick={() => choose.mutate(id)}>
              <bdi translate="no">{name}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </Door>
  )
}
