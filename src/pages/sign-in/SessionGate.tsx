import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { Session } from '#contract/api/session.ts'
import { lock, reportActivity, sessionQuery } from '#src/api/session.ts'
import { PlainFailure } from '#src/failure/PlainFailure.tsx'
import { watchIdle } from '#src/app/idle.ts'
import { withLaterWords } from '#src/messages/words.ts'
import { selfTestPath } from '#src/app/paths.ts'
import { useLocation } from '#src/app/router.tsx'
import { Later } from '#src/ui/LazyPart.tsx'

const signInPage = withLaterWords(() => import('./SignInPage.tsx').then((module) => module.SignInPage))
const lockScreen = withLaterWords(() => import('./LockScreen.tsx').then((module) => module.LockScreen))
const associatePage = withLaterWords(() =>
  import('./AssociatePage.tsx').then((module) => module.AssociatePage),
)
const pinPage = withLaterWords(() => import('./PinPage.tsx').then((module) => module.PinPage))
const idleWarning = withLaterWords(() => import('./IdleWarning.tsx').then((module) => module.IdleWarning))

/** Seconds for which the lock is announced: https://www.w3.org/WAI/WCAG22/Understanding/timing-adjustable.html */
const warning = 20

/**
 * Nobody sees a screen behind it but who is signed in, and not while the till is locked: then it is out of the document. Before the
 * session is known the screens are there already, since they show nothing that the gateway has not handed out. So is the till's
 * self-test, which knows of nobody.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data } = useQuery(sessionQuery())
  const isForAll = useLocation().pathname === selfTestPath
  const session = isForAll ? undefined : data
  const [skipsPin, setSkipsPin] = useState(false)
  if (session?.state === 'signed-out')
    return <Later key="sign-in" load={signInPage} needs={{ session }} fallback={PlainFailure} />
  if (session?.state === 'locked')
    return <Later key="lock" load={lockScreen} needs={{ session }} fallback={PlainFailure} />
  if (session?.who && session.who.staff.length > 0 && session.who.associate === undefined)
    return (
      <Later
        key="associate"
        load={associatePage}
        needs={{ staff: session.who.staff }}
        fallback={PlainFailure}
      />
    )
  if (session?.signIn === 'oidc' && session.who?.hasPin === false && !skipsPin)
    return (
      <Later key="pin" load={pinPage} needs={{ onSkip: () => setSkipsPin(true) }} fallback={PlainFailure} />
    )
  return (
    <>
      {data?.state === 'open' && <IdleWatch key={data.lockAfter} lockAfter={data.lockAfter} />}
      {children}
    </>
  )
}

function IdleWatch({ lockAfter }: Pick<Session, 'lockAfter'>) {
  const client = useQueryClient()
  const [left, setLeft] = useState<number>()
  // The clerk's hands.
  useEffect(() => {
    let shown: number | undefined
    return watchIdle({
      after: lockAfter,
      onTick: (seconds) => {
        const next = seconds > warning ? undefined : seconds
        // React keeps every update that changes nothing until the part is drawn again: here that is never, for a day of seconds and keys.
        if (next === shown) return
        shown = next
        setLeft(next)
      },
      onIdle: () => lock(client),
      onActivity: () => void reportActivity(client),
    })
  }, [client, lockAfter])
  return left === undefined ? null : <Later load={idleWarning} needs={{ left }} />
}
