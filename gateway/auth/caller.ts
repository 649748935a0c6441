import type { FastifyRequest } from 'fastify'
import { viewAsHeader } from '#contract/api/headers.ts'
import type { AuditEvent } from '#gateway/audit/audit-event.ts'
import type { View } from '#gateway/privacy/field-rules.ts'
import type { LivePolicy, PolicyInForce } from '#gateway/privacy/live-policy.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { traceOf } from '#gateway/http/trace.ts'
import type { Connection } from '#gateway/capillary/connection.ts'
import type { Authentication } from '#gateway/capillary/credentials.ts'
import { onErrand, type Errand } from '#gateway/capillary/call-context.ts'
import { vendorCalls, type VendorCalls } from '#gateway/capillary/calls.ts'
import type { Colleague } from './session-table.ts'
import type { LiveSession, Sessions } from './sessions.ts'

/** Somebody who may ask for customers, and all they can ask with. Nothing else leads to the vendor. */
export type Caller = {
  /** Calls as the till that is signed in, or as the gateway itself. */
  vendor: VendorCalls
  /** Whom photo addresses are made for: they survive an unlock, but not another associate's. */
  photoScope: string
  /** Who it is, in ids that open nothing; `till` only where a till has signed in. */
  who: { session: string; till?: string; associate: string | undefined; isManager: boolean; address: string }
  /** Who may be picked at this till, and the organisation they work for; empty where there is no such list. */
  staff: readonly Colleague[]
  organisation: string
  /** Whether any look-ups are paused: whose is to be asked. */
  isAnybodyPaused: boolean
  /** The policy of this request, as long as it lasts. */
  policy: PolicyInForce
  /** What of a customer is shown: to a manager as to an associate, where that was asked for. */
  view: View
  /**
   * Writes down what was done, before the answer to it leaves.
   *
   * @throws {ProblemError} `not_recorded`; nothing may be shown then
   */
  record(event: AuditEvent): Promise<void>
}

/** @throws {ProblemError} `signed_out` or `locked` */
export type CallerOf = (request: FastifyRequest) => Promise<Caller>

/** Milliseconds after which a browser no longer waits for an answer, less what it takes to get there. */
const browserPatience = 9_000

type Parts = {
  sessions: Sessions
  connection: Connection
  policy: LivePolicy
  /** By the gateway's own credentials, where no till signs in. */
  common: Authentication | undefined
  again: (request: FastifyRequest) => Errand['again']
}

/**
 * Callers whose vendor is called as the till of their session. Where the vendor no longer takes its credentials, the session ends.
 */
export function callers({ sessions, connection, policy, common, again }: Parts): CallerOf {
  const asTill = (request: FastifyRequest, session: LiveSession): Authentication => {
    const { authorization } = session
    return {
      headers: () => Promise.resolve({ authorization }),
      async discard() {
        await sessions.end(request, session, 'refused by the vendor')
        throw new ProblemError('signed_out')
      },
    }
  }
  return async (request) => {
    const { audit } = request.server
    const session = await sessions.requireOpen(request).catch((fault: unknown) => {
      if (fault instanceof ProblemError && fault.code === 'locked')
        audit.note({ requestId: request.id }, { action: 'refused', outcome: fault.code })
      throw fault
    })
    const { id, till, associateId, role } = session
    request.askedBy = id
    const errand = {
      until: performance.now() + browserPatience,
      again: again(request),
      trace: traceOf(request),
    }
    const actor = { session: id, till, associate: associateId, requestId: request.id }
    const inForce = policy.current()
    return {
      record: (event) => audit.record(actor, event),
      vendor: vendorCalls(onErrand(connection, errand), common ?? asTill(request, session)),
      photoScope: JSON.stringify([id, till, associateId ?? null]),
      who: {
        session: id,
        ...(common === undefined ? { till } : {}),
        associate: associateId,
        isManager: role === 'manager',
        address: request.ip,
      },
      isAnybodyPaused: session.isAnybodyPaused,
      staff: session.staff,
      organisation: session.organisation ?? '',
      policy: inForce,
      view: {
        rules: inForce.rules,
        role: request.headers[viewAsHeader] === 'associate' ? 'associate' : role,
      },
    }
  }
}
