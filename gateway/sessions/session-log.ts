import type { FastifyRequest } from 'fastify'

type SessionEvent = 'signed in' | 'unlocked' | 'locked' | 'signed out' | 'ended' | 'refused'

/** A line for each turn in the life of a session, by its id, which opens nothing. */
export const logSession = (
  request: FastifyRequest,
  sessionEvent: SessionEvent,
  { id, till }: { id: string; till: string },
  why?: string,
) => request.log.info({ sessionEvent, session: id, till, ...(why === undefined ? {} : { why }) }, 'session')

/** A sign-in that failed. The till is only marked: what was typed there may be a password. */
export const logRefusedSignIn = (request: FastifyRequest, tillMark: string | undefined, why: string) =>
  request.log.warn({ sessionEvent: 'refused', tillMark, why }, 'session')
