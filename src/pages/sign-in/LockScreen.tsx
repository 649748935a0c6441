import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { changeSession, sessionQuery, signOut } from '#src/api/session.ts'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { forget } from '#src/app/forget.ts'
import { selfTestPath } from '#src/app/paths.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { CompanyAgain, FaultNotice } from './CompanySignIn.tsx'
import { Door } from './Door.tsx'
import { mistakeId, SignInFailure } from '#src/failure/SignInFailure.tsx'
import { TillForm } from '#src/ui/TillForm.tsx'

const minute = 60_000

/** Shows nothing about any customer, and how to return to work. */
export function LockScreen({ session }: { session: Session }) {
  const t = useTranslations('lock')
  const app = useTranslations('app')
  const client = useQueryClient()
  const isExpired = useExpiry(session.lockKeep * minute, forget)
  const [usesPassword, setUsesPassword] = useState(false)
  const hasPin = session.who?.hasPin === true && session.signIn !== 'none'
  const before = session.who
  const title =
    before === undefined
      ? t('title')
      : before.associate === undefined
        ? t('titleTill', { till: before.till })
        : t('titleOf', { name: before.associate.name })

  const unlock = useMutation({
    mutationFn: (body: object) => changeSession(client, '/unlock', body),
    // The fifth wrong PIN has ended the session.
    onError: ({ particulars }) => {
      if (particulars.triesLeft === 0) void client.invalidateQueries(sessionQuery())
    },
  })
  const submitPin = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const pin = new FormData(event.currentTarget).get('pin')
    event.currentTarget.reset()
    if (!unlock.isPending) unlock.mutate({ pin })
  }
  return (
    <Door>
      <Icon name="lock" className="size-8 text-accent" />
      <h1 className="pt-3 text-title font-strong wrap-anywhere">{title}</h1>
      <LiveAnnouncement>{title}</LiveAnnouncement>
      <p
        key={isExpired ? 'expired' : 'kept'}
        role={isExpired ? 'alert' : undefined}
        className="pt-1 pb-5 text-body text-quiet"
      >
        {isExpired ? t('expired') : t('lead', { minutes: session.lockKeep })}
      </p>
      {unlock.error !== null && <SignInFailure failure={unlock.error} />}
      {session.fault !== undefined && <FaultNotice fault={session.fault} />}
      {session.signIn === 'none' ? (
        <Button look="primary" onClick={() => unlock.mutate({})} autoFocus>
          {t('unlock')}
        </Button>
      ) : hasPin && !usesPassword ? (
        <form onSubmit={submitPin} className="grid gap-4">
          <TextField
            label={t('pin')}
            name="pin"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            autoFocus
            required
            wrongBecause={mistakeId(unlock.error)}
          />
          <Button type="submit" look="primary">
            {t('unlock')}
          </Button>
        </form>
      ) : session.signIn === 'oidc' ? (
        <CompanyAgain isOnly />
      ) : (
        <TillForm
          filled={session.demo ?? (before && { till: before.till, password: '' })}
          asksPin
          isBusy={unlock.isPending}
          submitLabel={t('unlock')}
          wrongBecause={mistakeId(unlock.error)}
          onSubmit={unlock.mutate}
        />
      )}
      {session.signIn !== 'none' && <p className="pt-5 text-body text-quiet">{t('another')}</p>}
      <div className="flex flex-wrap gap-3 pt-4">
        {hasPin && session.signIn === 'oidc' && <CompanyAgain isOnly={false} />}
        {hasPin && session.signIn === 'till' && (
          <Button onClick={() => setUsesPassword(!usesPassword)}>
            {usesPassword ? t('withPin') : t('withPassword')}
          </Button>
        )}
        {session.signIn !== 'none' && <Button onClick={() => signOut(client)}>{t('signOut')}</Button>}
      </div>
      {/* A full navigation, not a router link: it drops the kept work. With a router link the work would stay in memory, and
          nothing would limit the time. */}
      <a
        href={selfTestPath}
        className="mt-3 inline-flex min-h-11 items-center text-body text-accent underline"
      >
        {app('selfTest')}
      </a>
    </Door>
  )
}

/** The lock while the gateway has not yet said whose it is: nothing can unlock it. */
export function UnreachedLock() {
  const t = useTranslations('lock')
  const { error, failureReason } = useQuery(sessionQuery())
  const failure = error ?? failureReason
  return (
    <Door>
      <Icon name="lock" className="size-8 text-accent" />
      <h1 className="pt-3 pb-5 text-title font-strong">{t('title')}</h1>
      {failure !== null && <SignInFailure failure={failure} />}
    </Door>
  )
}

/** True when this much time has passed since the screen was locked, by clocks that include the machine's sleep. */
function useExpiry(after: number, onExpiry: () => void) {
  const [isExpired, setIsExpired] = useState(false)
  const [since] = useState(() => elapsedTime())
  // External: the clocks.
  useEffect(() => {
    if (isExpired) return
    const timer = setInterval(() => {
      if (elapsedTime() - since < after) return
      setIsExpired(true)
      onExpiry()
    }, 1000)
    return () => clearInterval(timer)
  })
  return isExpired
}
