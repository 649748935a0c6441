import type { Session, SignInFault } from '#contract/api/session.ts'
import type { SessionLimits } from '#gateway/config/config.ts'
import type { Access } from '#gateway/config/vendor.ts'
import type { Holder } from './session-table.ts'

/** What does not depend on who asks. */
export type SessionFacts = {
  signIn: Access['signIn']
  limits: SessionLimits
  /** Only in the sandbox, where everybody may know them. */
  demo?: { till: string; password: string }
}

/** As much of a session as the browser may know. */
export type ShownSession = Omit<Holder, 'authorizationSealed'> & { isLocked: boolean }

/** What the browser is told; no session is signed out. */
export function sessionAnswer(
  { signIn, limits, demo }: SessionFacts,
  session?: ShownSession,
  fault?: SignInFault,
): Session {
  const { lockAfter, lockKeep } = limits
  const state = session === undefined ? 'signed-out' : session.isLocked ? 'locked' : 'open'
  return {
    state,
    signIn,
    ...(demo !== undefined && state !== 'open' ? { demo } : {}),
    ...(session === undefined ? {} : { who: whoIs(session) }),
    ...(fault === undefined ? {} : { fault }),
    lockAfter,
    lockKeep,
  }
}

function whoIs({ organisation, till, associateId, role, staff, pinSealed }: ShownSession) {
  const names = staff.map(({ id, name }) => ({ id, name }))
  const associate = names.find(({ id }) => id === associateId)
  return {
    ...(organisation === undefined ? {} : { organisation }),
    till,
    ...(associate === undefined ? {} : { associate }),
    role,
    hasPin: pinSealed !== undefined,
    staff: names,
  }
}
