import { createHash } from 'node:crypto'
import type { Session, SignInFault } from '#contract/api/session.ts'
import type { SessionLimits } from '#gateway/config/config.ts'
import type { Access } from '#gateway/config/vendor.ts'
import type { Holder } from './session-table.ts'

/** The part of the answer that is the same for every caller. */
export type SessionFacts = {
  signIn: Access['signIn']
  limits: SessionLimits
  /** Only in the sandbox, where these are public. */
  demo?: { till: string; password: string }
}

/** The part of a session that the browser may know. */
export type ShownSession = Omit<Holder, 'authorizationSealed'> & { id: string; isLocked: boolean }

/** The answer for the browser. Without a session it says "signed out". */
export function sessionAnswer(
  { signIn, limits, demo }: SessionFacts,
  session?: ShownSession,
  fault?: SignInFault,
): Session {
  const { hideAfter, lockAfter, lockKeep } = limits
  const state = session === undefined ? 'signed-out' : session.isLocked ? 'locked' : 'open'
  return {
    state,
    signIn,
    ...(demo !== undefined && state !== 'open' ? { demo } : {}),
    ...(session === undefined ? {} : { who: whoIs(session) }),
    ...(fault === undefined ? {} : { fault }),
    hideAfter,
    lockAfter,
    lockKeep,
  }
}

function whoIs({ id: session, organisation, till, associateId, role, staff, pinSealed }: ShownSession) {
  const names = staff.map(({ id, name }) => ({ id, name }))
  const associate = names.find(({ id }) => id === associateId)
  return {
    ...(organisation === undefined ? {} : { organisation }),
    till,
    ...(associate === undefined ? {} : { associate }),
    owner: ownerOf(session, till, associateId),
    role,
    hasPin: pinSealed !== undefined,
    staff: names,
  }
}

const ownerOf = (...parts: readonly (string | undefined)[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16)
