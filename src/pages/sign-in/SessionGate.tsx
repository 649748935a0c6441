import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { Session } from '#contract/api/session.ts'
import { owed } from '#src/api/owed.ts'
import { lock, reportActivity, sessionQuery } from '#src/api/session.ts'
import { keepFocus } from '#src/app/keep-focus.ts'
import { watchIdle } from '#src/app/idle.ts'
import { OwnWork } from '#src/app/OwnWork.tsx'
import { selfTestPath } from '#src/app/paths.ts'
import { useLocation } from 'react-router-dom'
import { AssociatePage } from './AssociatePage.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { LockScreen, UnreachedLock } from './LockScreen.tsx'
import { PinPage } from './PinPage.tsx'
import { SignInPage } from './SignInPage.tsx'

/**
 * Shows the screens only to an associate who is signed in. While the till is locked, the screens are removed from the document.
 * They are rendered before the session is known, because they show nothing that the gateway has not sent. The till's self-test is
 * always shown, because it contains nothing personal.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data } = useQuery(sessionQuery())
  return (
    <OwnWork session={data}>
      <Gate data={data}>{children}</Gate>
    </OwnWork>
  )
}

function Gate({ data, children }: { data: Session | undefined; children: ReactNode }) {
  const isForAll = useLocation().pathname === selfTestPath
  const session = isForAll ? undefined : data
  // External: the focus of the page. The self-test is read from its top.
  useEffect(() => {
    if (!isForAll) keepFocus()
  }, [isForAll])
  const [skipsPin, setSkipsPin] = useState(false)
  if (data === undefined && !isForAll && owed() !== undefined) return <UnreachedLock />
  if (session?.state === 'signed-out') return <SignInPage session={session} />
  if (session?.state === 'locked') return <LockScreen session={session} />
  if (session?.who && session.who.staff.length > 0 && session.who.associate === undefined)
    return <AssociatePage staff={session.who.staff} />
  if (session?.signIn === 'oidc' && session.who?.hasPin === false && !skipsPin)
    return <PinPage onSkip={() => setSkipsPin(true)} />
  return (
    <>
      {data?.state === 'open' && <IdleWatch hideAfter={data.hideAfter} lockAfter={data.lockAfter} />}
      {children}
    </>
  )
}

function IdleWatch({ hideAfter, lockAfter }: Pick<Session, 'hideAfter' | 'lockAfter'>) {
  const client = useQueryClient()
  // External: the associate's activity.
  useEffect(
    () =>
      watchIdle({
        hideAfter,
        lockAfter,
        onLock: () => lock(client),
        onActivity: () => void reportActivity(client),
      }),
    [client, hideAfter, lockAfter],
  )
  return <IdleWarning />
}
