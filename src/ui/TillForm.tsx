import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { NewPin } from './NewPin.tsx'
import { TextField } from './TextField.tsx'

export type TillCredentials = { till: string; password: string; pin?: string }

type Props = {
  /** Values that fill in the form. */
  filled: { till: string; password: string } | undefined
  asksPin: boolean
  isBusy: boolean
  submitLabel: string
  /** The id of the message that says that till or password is wrong. */
  wrongBecause?: string | undefined
  onSubmit: (credentials: TillCredentials) => void
}

const pinShape = /^\d{4,8}$/

/** Till, password and, for the shift, a PIN. The browser's password manager can fill in the first two. */
export function TillForm({ filled, asksPin, isBusy, submitLabel, wrongBecause, onSubmit }: Props) {
  const t = useTranslations('signIn')
  const [isPinWrong, setIsPinWrong] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const [till, password, pin] = ['till', 'password', 'pin'].map((name) => {
      const value = typed.get(name)
      return typeof value === 'string' ? value : ''
    })
    const isWrong = pin !== '' && pin !== undefined && !pinShape.test(pin)
    setIsPinWrong(isWrong)
    if (isWrong || isBusy) return
    onSubmit({ till: till ?? '', password: password ?? '', ...(pin ? { pin } : {}) })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('till')}
        name="till"
        autoComplete="username"
        autoFocus={filled === undefined}
        required
        wrongBecause={wrongBecause}
        defaultValue={filled?.till}
      />
      <TextField
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        wrongBecause={wrongBecause}
        defaultValue={filled?.password}
      />
      {asksPin && (
        <NewPin
          label={t('pin')}
          name="pin"
          autoFocus={filled !== undefined}
          note={isPinWrong ? t('pinWrong') : t('pinHint')}
          isWrong={isPinWrong}
        />
      )}
      <Button type="submit" look="primary">
        {isBusy ? t('signingIn') : submitLabel}
      </Button>
    </form>
  )
}
