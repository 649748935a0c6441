import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { chooseOwnPin } from '#src/api/verification.ts'
import { SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Button } from '#src/ui/Button.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { NewPin } from '#src/ui/NewPin.tsx'

/** Lets the associate at the till choose their PIN, once a shift. */
export function OwnPin({ onClose }: { onClose: () => void }) {
  const t = useTranslations('ownPin')
  const signIn = useTranslations('signIn')
  const choose = useMutation({ mutationFn: chooseOwnPin })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const pin = new FormData(event.currentTarget).get('own-pin')
    if (typeof pin === 'string' && !choose.isPending) choose.mutate(pin)
  }
  return (
    <SideDialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      {choose.error !== null && <SignInFailure failure={choose.error} />}
      {choose.isSuccess ? (
        <p role="alert" className="text-large">
          {t('done')}
        </p>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <p className="text-body text-quiet">{t('lead')}</p>
          <NewPin label={t('pin')} name="own-pin" pattern="[0-9]{4,8}" title={signIn('pinWrong')} required />
          <Button type="submit" look="primary">
            {t('choose')}
          </Button>
        </form>
      )}
    </SideDialog>
  )
}
