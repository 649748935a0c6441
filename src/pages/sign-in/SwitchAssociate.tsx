import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { changeSession } from '#src/api/session.ts'
import { mistakeId, SignInFailure } from '#src/failure/SignInFailure.tsx'
import { Button } from '#src/ui/Button.tsx'
import { NewPin } from '#src/ui/NewPin.tsx'
import { SideDialog } from '#src/ui/SideDialog.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import type { Picked } from './use-picking.ts'

/** The form with which a colleague proves that the name that was picked is theirs. */
export function SwitchAssociate({ colleague, hasPin, onDone }: Picked & { onDone?: () => void }) {
  const t = useTranslations('switch')
  const ownPin = useTranslations('ownPin')
  const signIn = useTranslations('signIn')
  const lock = useTranslations('lock')
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (proof: object) => changeSession(client, '/associate', { associate: colleague.id, ...proof }),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const [pin, password] = [typed.get('pin'), typed.get('password')]
    if (!change.isPending) change.mutate(hasPin ? { pin } : { pin, password })
  }
  const pinShape = {
    pattern: '[0-9]{4,8}',
    title: signIn('pinWrong'),
    required: true,
    autoFocus: true,
  } as const
  const wrongBecause = mistakeId(change.error)
  return (
    <form onSubmit={submit} className="grid gap-4">
      {change.error !== null && <SignInFailure failure={change.error} />}
      <p className="text-body text-quiet">
        {hasPin ? t('pinLead', { name: colleague.name }) : t('chooseLead', { name: colleague.name })}
      </p>
      {hasPin ? (
        <TextField
          label={lock('pin')}
          name="pin"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          wrongBecause={wrongBecause}
          {...pinShape}
        />
      ) : (
        <>
          <NewPin label={ownPin('pin')} name="pin" {...pinShape} />
          <TextField
            label={t('password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            wrongBecause={wrongBecause}
          />
        </>
      )}
      <Button type="submit" look="primary">
        {t('submit')}
      </Button>
    </form>
  )
}

/** The same above the screen of the associate at the till. */
export function SwitchDialog({ colleague, hasPin, onClose }: Picked & { onClose: () => void }) {
  const t = useTranslations('switch')
  const ownPin = useTranslations('ownPin')
  return (
    <SideDialog title={t('title', { name: colleague.name })} closeLabel={ownPin('close')} onClose={onClose}>
      <SwitchAssociate colleague={colleague} hasPin={hasPin} onDone={onClose} />
    </SideDialog>
  )
}
