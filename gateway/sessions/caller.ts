import type { FastifyRequest } from 'fastify'
import type { AuditEvent } from '../audit/audit-event.ts'
import { ProblemError } from '../problem-error.ts'
import type { Connection } from '../vendor/connection.ts'
import { vendorCalls, type VendorCalls } from '../vendor/vendor-calls.ts'
import type { LiveSession, Sessions } from './sessions.ts'

/** Somebody who may ask for customers, and all they can ask with. Nothing else leads to the vendor. */
export type Caller = {
  /** Calls as the till that is signed in, or as the gateway itself. */
  vendor: VendorCalls
  /** Whom photo addresses are made for: they survive an unlock, but not another associate's. */
  photoScope: string
  /**
   * Writes down what was done, before the answer to it leaves.
   *
   * @throws {ProblemError} `not_recorded`; nothing may be shown then
   */
  record(event: AuditEvent): Promise<void>
}

/** @throws {ProblemError} `signed_out` or `locked` */
export type CallerOf = (request: FastifyRequest) => Promise<Caller>

/**
 * Callers whose vendor is called as the till of their session. Where the vendor no longer takes its credentials, the session ends.
 *
 * @param common calls with the gateway's own credentials, where nobody signs in
 */
export function callers(
  sessions: Sessions,
  connection: Connection,
  common: VendorCalls | undefined,
): CallerOf {
  const callsOf = (request: FastifyRequest, session: LiveSession) => {
    const { authorization } = session
    return vendorCalls(connection, {
      headers: () => Promise.resolve({ authorization }),
      async discard() {
        await sessions.end(request, session, 'refused by the vendor')
        throw new ProblemError('signed_out')
      },
    })
  }
  return async (request) => {
    const { audit } = request.server
    const session = await sessions.requireOpen(request).catch((fault: unknown) => {
      if (fault instanceof ProblemError && fault.code === 'locked')
        audit.note({ requestId: request.id }, { action: 'refused', outcome: fault.code })
      throw fault
    })
    const { id, till, associateId } = session
    const actor = { session: id, till, associate: associateId, requestId: request.id }
    return {
      record: (event) => audit.record(actor, event),
      vendor: common ?? callsOf(request, session),
      photoScope: JSON.stringify([id, till, associateId ?? null]),
    }
  }
}
