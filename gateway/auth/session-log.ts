import type { FastifyRequest } from 'fastify'

const actions = {
  'signed in': 'sign_in',
  unlocked: 'unlock',
  locked: 'lock',
  'signed out': 'sign_out',
  ended: 'session_end',
  refused: 'unlock',
  'not vouched for': 'unlock',
  'associate chosen': 'associate',
  'PIN chosen': 'pin',
} as const

/** The outcomes of the changes that were refused. */
const refusals: Partial<Record<keyof typeof actions, string>> = {
  refused: 'wrong_pin',
  'not vouched for': 'hand_over_over',
}

/**
 * Writes a log line and an audit event for a change of a session, before the answer leaves. The session's id is not a secret.
 *
 * @throws {ProblemError} `not_recorded`
 */
export async function logSession(
  request: FastifyRequest,
  sessionEvent: keyof typeof actions,
  { id, till, associateId }: { id: string; till: string; associateId?: string | undefined },
  why?: string,
) {
  request.log.info({ sessionEvent, session: id, till, ...(why === undefined ? {} : { why }) }, 'session')
  await request.server.audit.record(
    { session: id, till, associate: associateId, requestId: request.id },
    {
      action: actions[sessionEvent],
      outcome: refusals[sessionEvent] ?? 'done',
      ...(why === undefined ? {} : { facts: { why } }),
    },
  )
}

/**
 * Logs and records a failed sign-in. The till appears only as a hash, because people type passwords into that field.
 *
 * @param reason error codes of the identity provider and its library, for the log only
 * @throws {ProblemError} `not_recorded`
 */
export async function logRefusedSignIn(
  request: FastifyRequest,
  tillMark: string | undefined,
  why: string,
  reason: Record<string, string> = {},
) {
  request.log.warn({ sessionEvent: 'refused', tillMark, why, ...reason }, 'session')
  const facts = tillMark === undefined ? {} : { facts: { tillMark } }
  await request.server.audit.record({ requestId: request.id }, { action: 'sign_in', outcome: why, ...facts })
}
