import type { Session } from '#contract/api/session.ts'

/** A state in which nothing is shown. */
export type Shut = Exclude<Session['state'], 'open'>

/**
 * What the gateway has not heard yet: that the screen was locked, or that somebody signed out. All tabs read it, and it survives a
 * reload and the end of a tab. Nothing personal is kept, and nothing at all once the gateway has heard.
 */
const key = 'unheard'

export function owed(): Shut | undefined {
  const kept = localStorage.getItem(key)
  return kept === 'locked' || kept === 'signed-out' ? kept : undefined
}

export function owe(state: Shut | undefined) {
  if (state === undefined) localStorage.removeItem(key)
  else localStorage.setItem(key, state)
}

/** A session as its screens show it: shut, while the gateway has not heard that it is. */
export function shutIfOwed(session: Session): Session {
  const state = owed()
  return state === undefined || session.state === 'signed-out' ? session : { ...session, state }
}
