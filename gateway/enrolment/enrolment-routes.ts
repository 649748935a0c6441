import type { FastifyInstance } from 'fastify'
import {
  enrolmentCodeRequest,
  enrolmentRequest,
  type EnrolmentRequest,
  type EnrolmentRules,
} from '#contract/api/enrolment.ts'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'
import { maySend } from '#gateway/look-up/may-send.ts'
import { findRequest } from '#contract/customer/identifier.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { refusalOf } from '#gateway/privacy/refusal-of.ts'
import { oneAtATime } from '#gateway/resilience/one-at-a-time.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { enrol } from './enrol.ts'
import { enrolmentCodes } from './enrolment-codes.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  store: Store
  keys: SessionKeys
  now: () => number
  /** What the store asks beside the name and the identifier. */
  enrolFields: readonly string[]
}

/** Milliseconds. An enrolment takes several calls, of which some may have to wait. */
const patience = 25_000

/** What the browser is told of the policy. */
export const enrolmentRulesOf = (
  { policy, view }: Pick<Caller, 'policy' | 'view'>,
  enrolFields: readonly string[],
): EnrolmentRules => ({
  isAllowed: policy.enrol.roles.includes(view.role),
  fields: [...enrolFields],
  codeFor: policy.enrol.codeFor,
})

/**
 * `POST /api/customers` enrols somebody, and `POST /api/enrolment/code` sends them a one-time code before. Nothing is sent to the platform
 * before the customer's agreement is on the record.
 */
export function enrolmentRoutes(app: FastifyInstance, parts: Parts) {
  const { callerOf, guard, enrolFields } = parts
  const codes = enrolmentCodes(parts)
  const inTurn = oneAtATime()

  /** The caller, if the policy lets them enrol. */
  const mayEnrol = async (...asked: Parameters<CallerOf>) => {
    const caller = await callerOf(...asked)
    await guard.enter(caller, asked[0])
    const refusal = refusalOf(caller.policy.enrol.roles, caller.view.role)
    if (refusal === undefined) return caller
    await caller.record({ action: 'refused', outcome: refusal, facts: { act: 'enrol' } })
    throw new ProblemError(refusal)
  }

  app.post('/api/enrolment/code', async (request, reply) => {
    const asked = readBody(enrolmentCodeRequest, request.body)
    readBody(findRequest, asked)
    const caller = await mayEnrol(request)
    const id = await recorded(caller, { action: 'enrol_code', facts: { kind: asked.kind } }, () =>
      codes.send(caller, asked),
    )
    return reply.send({ id })
  })

  app.post('/api/customers', async (request, reply) => {
    const asked = readBody(enrolmentRequest, request.body)
    checkPaymentCards(asked)
    checkFields(asked, enrolFields)
    const caller = await mayEnrol(request, patience)
    const { kind = '', value = '' } = asked.readings[0] ?? {}
    const { version, language, messages } = asked.agreement
    const facts = { kind, fields: Object.keys(asked.fields) }
    const answer = await recorded(
      caller,
      { action: 'enrol', facts },
      () =>
        guard.watch(
          { caller, request, reply },
          () =>
            // Whoever is enrolled at two tills at once is found by the second one.
            inTurn(`${kind} ${value}`, () =>
              enrol(caller.vendor, asked, {
                till: caller.who.till,
                mayEnrol: async (identifier) => {
                  await codes.check(caller, identifier, asked.code)
                  const agreed = { consent: 'given', version, language, messages, ...facts }
                  await caller.record({ action: 'enrol_consent', outcome: 'done', facts: agreed })
                },
              }),
            ),
          (told) => ({ kind: 'find', customerId: told?.userId }),
        ),
      ({ userId, outcome }) => ({ customerId: userId, facts: { ...facts, result: outcome } }),
    )
    return reply.send(answer)
  })
}

/** Whichever client sends it, the number of a payment card goes nowhere. */
function checkPaymentCards({ readings, fields, name }: EnrolmentRequest) {
  const texts = Object.entries(fields).flatMap(([field, value]) => (field === 'mobile' ? [] : [value]))
  if (!readings.every(maySend)) throw new ProblemError('bad_request', { path: 'readings' })
  if ([name, ...texts].some(holdsPaymentCard)) throw new ProblemError('bad_request', { path: 'fields' })
}

/** Fields that the store does not ask for are refused, and identifiers among them have to be of the form of a look-up. */
function checkFields({ fields }: EnrolmentRequest, enrolFields: readonly string[]) {
  for (const [name, value] of Object.entries(fields)) {
    if (!enrolFields.includes(name)) throw new ProblemError('bad_request', { path: 'fields' })
    if (name === 'mobile' || name === 'email') readBody(findRequest, { kind: name, value })
  }
}
