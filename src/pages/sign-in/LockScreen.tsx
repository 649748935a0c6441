import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Session } from '#contract/api/session.ts'
import { deciding } from '#src/api/decisions.ts'
import { changeSession, sessionQuery, signOut } from '#src/api/session.ts'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { selfTestPath, startPath } from '#src/app/paths.ts'
import { useNavigate } from '#src/app/router.tsx'
import { Button } from '#src/ui/Button.tsx'
import { LaterIcon } from '#src/ui/LaterIcon.tsx'
import { Said } from '#src/ui/LiveAnnouncement.tsx'
import { TextField } from '#src/ui/TextField.tsx'
import { keepText } from '#src/app/work-state.ts'
import { Later } from '#src/ui/LazyPart.tsx'
import { withSeldomWords } from '#src/messages/seldom-words.ts'
import { Door } from './Door.tsx'
import { mistakeId, SignInFailure } from '#src/failure/SignInFailure.tsx'
import { TillForm } from '#src/ui/TillForm.tsx'

const company = () => import('./CompanySignIn.tsx')
const companyAgain = withSeldomWords(() => company().then((module) => module.CompanyAgain))
const faultNotice = withSeldomWords(() => company().then((module) => module.FaultNotice))

const minute = 60_000

/** Nothing of any customer, and how to get back to work. */
export function LockScreen({ session }: { session: Session }) {
  const t = useTranslations('lock')
  const selfTest = useTranslations('selfTest')
  const client = useQueryClient()
  const navigate = useNavigate()
  const forgetWork = () => {
    deciding.forget()
    keepText('')
    void navigate(startPath, { replace: true })
  }
  const isExpired = useExpiry(session.lockKeep * minute, forgetWork)
  const [usesPassword, setUsesPassword] = useState(false)
  const hasPin = session.who?.hasPin === true && session.signIn !== 'none'
  const before = session.who

  const unlock = useMutation({
    mutationFn: async (body: object) => {
      await changeSession(client, '/unlock', body)
      const { who } = client.getQueryData(sessionQuery().queryKey) ?? {}
      // Another associate never inherits a customer.
      if (who?.till !== before?.till || who?.associate?.id !== before?.associate?.id) forgetWork()
    },
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
  const leave = () => {
    forgetWork()
    void signOut(client).catch(() => undefined)
  }

  return (
    <Door>
      <LaterIcon name="lock" className="size-8 text-accent" />
      <h1 className="pt-3 text-title font-strong">{t('title')}</h1>
      <Said>{t('title')}</Said>
      <p
        key={isExpired ? 'expired' : 'kept'}
        role={isExpired ? 'alert' : undefined}
        className="pt-1 pb-5 text-body text-quiet"
      >
        {isExpired
          ? t('expired', { till: before?.till ?? '' })
          : t('lead', { till: before?.till ?? '', minutes: session.lockKeep })}
      </p>
      {unlock.error !== null && <SignInFailure failure={unlock.error} />}
      {session.fault !== undefined && <Later load={faultNotice} needs={{ fault: session.fault }} />}
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
        <Later load={companyAgain} needs={{ isOnly: true }} />
      ) : (
        <TillForm
          filled={session.demo ?? (before && { till: before.till, password: '' })}
          asksPin={false}
          isBusy={unlock.isPending}
          submitLabel={t('unlock')}
          wrongBecause={mistakeId(unlock.error)}
          onSubmit={unlock.mutate}
        />
      )}
      <div className="flex flex-wrap gap-3 pt-4">
        {hasPin && session.signIn === 'oidc' && <Later load={companyAgain} needs={{ isOnly: false }} />}
        {hasPin && session.signIn === 'till' && (
          <Button onClick={() => setUsesPassword(!usesPassword)}>
            {usesPassword ? t('withPin') : t('withPassword')}
          </Button>
        )}
        {session.signIn !== 'none' && <Button onClick={leave}>{t('signOut')}</Button>}
      </div>
      {/* Not by the router: what is kept of the work is let go, rather than that nobody watches its time. */}
      <a
        href={selfTestPath}
        className="mt-3 inline-flex min-h-11 items-center text-body text-accent underline"
      >
        {selfTest('title')}
      </a>
    </Door>
  )
}

/** True once so much time has gone by since the screen was locked, by clocks that count a machine's sleep. */
function useExpiry(after: number, onExpiry: () => void) {
  const [isExpired, setIsExpired] = useState(false)
  const [since] = useState(() => elapsedTime())
  // The clocks.
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
