import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { changeSession } from '#src/api/session.ts'
import { Button } from '#src/ui/Button.tsx'
import { NewPin } from '#src/ui/NewPin.tsx'
import { SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Door } from './Door.tsx'

/**
 * After a sign-in with the identity provider: the associate chooses a PIN to unlock this screen, or skips it and signs in again
 * instead.
 */
export function PinPage({ onSkip }: { onSkip: () => void }) {
  const t = useTranslations('company')
  const signIn = useTranslations('signIn')
  const client = useQueryClient()
  const choose = useMutation({ mutationFn: (pin: string) => changeSession(client, '/pin', { pin }) })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const pin = new FormData(event.currentTarget).get('pin')
    if (typeof pin === 'string' && !choose.isPending) choose.mutate(pin)
  }
  return (
    <Door>
      <h1 className="text-title font-strong">{t('pinTitle')}</h1>
      <p className="pt-1 pb-5 text-body text-quiet">{t('pinLead')}</p>
      {choose.error !== null && <SignInFailure failure={choose.error} />}
      <form onSubmit={submit} className="grid gap-4">
        <NewPin
          label={signIn('pin')}
          name="pin"
          pattern="[0-9]{4,8}"
          title={signIn('pinWrong')}
          autoFocus
          required
        />
        <Button type="submit" look="primary">
          {t('pinChoose')}
        </Button>
      </form>
      <div className="pt-4">
        <Button onClick={onSkip}>{t('pinSkip')}</Button>
      </div>
    </Door>
  )
}
