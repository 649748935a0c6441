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

/** A line for each turn in the life of a session, by its id, which opens nothing; and an event of the record. */
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

/** A sign-in that failed. The till is only marked: what was typed there may be a password. */
export function logRefusedSignIn(request: FastifyRequest, tillMark: string | undefined, why: string) {
  request.log.warn({ sessionEvent: 'refused', tillMark, why }, 'session')
  const facts = tillMark === undefined ? {} : { facts: { tillMark } }
  request.server.audit.note({ requestId: request.id }, { action: 'sign_in', outcome: why, ...facts })
}
