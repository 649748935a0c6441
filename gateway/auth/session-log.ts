import type { FastifyRequest } from 'fastify'

const actions = {
  'signed in': 'sign_in',
  unlocked: 'unlock',
  locked: 'lock',
  'signed out': 'sign_out',
  ended: 'session_end',
  refused: 'unlock',
  'associate chosen': 'associate',
} as const

/** Writes a log line and an audit event for each change of a session. The session's id is not a secret. */
export function logSession(
  request: FastifyRequest,
  sessionEvent: keyof typeof actions,
  { id, till, associateId }: { id: string; till: string; associateId?: string | undefined },
  why?: string,
) {
  request.log.info({ sessionEvent, session: id, till, ...(why === undefined ? {} : { why }) }, 'session')
  request.server.audit.note(
    { session: id, till, associate: associateId, requestId: request.id },
    {
      action: actions[sessionEvent],
      outcome: sessionEvent === 'refused' ? 'wrong_pin' : 'done',
      ...(why === undefined ? {} : { facts: { why } }),
    },
  )
}

/** Logs a failed sign-in. The till appears only as a hash, because people type passwords into that field. */
export function logRefusedSignIn(request: FastifyRequest, tillMark: string | undefined, why: string) {
  request.log.warn({ sessionEvent: 'refused', tillMark, why }, 'session')
  const facts = tillMark === undefined ? {} : { facts: { tillMark } }
  request.server.audit.note({ requestId: request.id }, { action: 'sign_in', outcome: why, ...facts })
}
