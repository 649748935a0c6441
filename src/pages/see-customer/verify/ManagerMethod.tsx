import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { mistakeId } from '#src/failure/SignInFailure.tsx'
import { follow } from '#src/api/session.ts'
import { vouch } from '#src/api/verification.ts'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TillForm } from '#src/ui/TillForm.tsx'
import { FailedMethod } from './FailedMethod.tsx'

type Props = { userId: string; onProven: (proof: string) => void; onClose: () => void }

/** A manager looks at the customer, and vouches. */
export function ManagerMethod({ userId, onProven, onClose }: Props) {
  const t = useTranslations('manager')
  const client = useQueryClient()
  const asked = useMutation({
    mutationFn: (manager: { till: string; password: string }) => vouch(client, userId, manager),
    onError: (fault) => follow(client, fault),
    onSuccess: ({ proof }) => {
      if (proof !== undefined) onProven(proof)
      onClose()
    },
  })
  return (
    <SideDialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      {asked.error !== null && <FailedMethod failure={asked.error} />}
      <p className="pb-4 text-body">{t('lead')}</p>
      <TillForm
        filled={undefined}
        asksPin={false}
        isBusy={asked.isPending}
        submitLabel={t('vouch')}
        wrongBecause={mistakeId(asked.error)}
        onSubmit={({ till, password }) => asked.mutate({ till, password })}
      />
    </SideDialog>
  )
}
