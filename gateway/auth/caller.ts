import type { FastifyRequest } from 'fastify'
import { viewAsHeader } from '#contract/api/headers.ts'
import type { AuditEvent } from '#gateway/audit/audit-event.ts'
import type { View } from '#gateway/privacy/field-rules.ts'
import type { LivePolicy, PolicyInForce } from '#gateway/privacy/live-policy.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { traceOf } from '#gateway/http/trace.ts'
import type { Connection } from '#gateway/capillary/connection.ts'
import type { Authentication } from '#gateway/capillary/credentials.ts'
import { inContext, type CallContext } from '#gateway/capillary/call-context.ts'
import { vendorCalls, type VendorCalls } from '#gateway/capillary/calls.ts'
import type { Colleague } from './session-table.ts'
import type { LiveSession, Sessions } from './sessions.ts'

/** A caller who may ask for customers, and everything needed to ask. No other object gives access to the vendor. */
export type Caller = {
  /** Calls the vendor as the till that is signed in, or with the gateway's own credentials. */
  vendor: VendorCalls
  /** The scope of photo addresses. It survives an unlock by the same associate, but not a take-over. */
  photoScope: string
  /** The caller's ids, none of which is a secret. `till` is present only if a till has signed in. */
  who: {
    session: string
    till?: string
    associate: string | undefined
    /** With whose look-ups these are counted; see `KeptSession`. */
    countedAs: string | undefined
    isManager: boolean
    /** Whether this is a security officer, who reads the record of all shops. */
    isOfficer: boolean
    address: string
  }
  /** The colleagues who can be picked at this till, and their organisation; empty if there is no such list. */
  staff: readonly Colleague[]
  organisation: string
  /** Whether any look-ups are paused. If so, the pauses must be checked for this caller. */
  isAnybodyPaused: boolean
  /** The policy that applies to this request until it ends. */
  policy: PolicyInForce
  /** What the policy shows of a customer to this caller, as a manager or as an associate. */
  view: View
  /**
   * Records an event before the answer is sent.
   *
   * @throws {ProblemError} `not_recorded`: nothing may be shown then
   */
  record(event: AuditEvent): Promise<void>
}

/**
 * @param patience milliseconds for which the browser waits for the answer
 * @throws {ProblemError} `signed_out` or `locked`
 */
export type CallerOf = (request: FastifyRequest, patience?: number) => Promise<Caller>

/** Milliseconds for which the browser usually waits for an answer, minus the time on the network. */
const browserPatience = 9_000

type Parts = {
  sessions: Sessions
  connection: Connection
  policy: LivePolicy
  /** The gateway's own credentials, if no till signs in. */
  common: Authentication | undefined
  again: (request: FastifyRequest) => CallContext['again']
}

/**
 * Creates callers who call the vendor as the till of their session. If the vendor rejects the till's credentials, the session ends.
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
  return async (request, patience = browserPatience) => {
    const { audit } = request.server
    const session = await sessions.requireOpen(request).catch(async (fault: unknown) => {
      if (fault instanceof ProblemError && fault.code === 'locked')
        await audit.record({ requestId: request.id }, { action: 'refused', outcome: fault.code })
      throw fault
    })
    const { id, till, associateId, countedAs, role } = session
    request.askedBy = id
    const context = {
      until: performance.now() + patience,
      again: again(request),
      trace: traceOf(request),
    }
    const actor = { session: id, till, associate: associateId, requestId: request.id }
    const inForce = policy.current()
    return {
      record: (event) => audit.record(actor, event),
      vendor: vendorCalls(inContext(connection, context), common ?? asTill(request, session)),
      photoScope: JSON.stringify([id, till, associateId ?? null]),
      who: {
        session: id,
        ...(common === undefined ? { till } : {}),
        associate: associateId,
        countedAs,
        isManager: role === 'manager',
        isOfficer: role === 'officer',
        address: request.ip,
      },
      isAnybodyPaused: session.isAnybodyPaused,
      staff: session.staff,
      organisation: session.organisation ?? '',
      policy: inForce,
      view: {
        rules: inForce.rules,
        role: role === 'manager' && request.headers[viewAsHeader] !== 'associate' ? 'manager' : 'associate',
      },
    }
  }
}
