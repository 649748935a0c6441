import type { FastifyInstance } from 'fastify'
import { isEnough, requirementFor, type Requirement } from '#contract/api/verification-requirement.ts'
import {
  decisionRequest,
  undoRequest,
  type Decision,
  type DecisionRequest,
  type Factor,
  type LookedAt,
  type Purposes,
} from '#contract/api/verification.ts'
import type { AuditEvent } from '#gateway/audit/audit-event.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { saleOf } from '#contract/api/sale.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { isOfKind, sentAt, type Evidence, type EvidenceOf } from './evidence.ts'
import { enrolmentRulesOf } from '#gateway/enrolment/enrolment-routes.ts'
import { redeemRulesOf } from '#gateway/redemption/redemption-routes.ts'
import { photoPermissionsOf } from '#gateway/photos/taking/photo-rights.ts'
import type { Tokens, View } from './tokens.ts'
import type { KeptVerification, VerificationTable } from './verification-table.ts'

type Parts = {
  callerOf: CallerOf
  tokens: Tokens
  table: VerificationTable
  evidenceOf: EvidenceOf
  now: () => number
  /** Whether a manager can sign at another till with a manager's till. */
  hasManagerTills: boolean
  /** What the store asks of new members. */
  enrolFields: readonly string[]
}

/**
 * Seconds for which the screen offers to take a decision back. The gateway accepts it a little longer, to allow for the network.
 */
const undoSeconds = 10
export const undoMilliseconds = (undoSeconds + 5) * 1000

/** `GET /api/purposes`, and `POST /api/customers/{userId}/decision`, which records an associate's decision once. */
export function decisionRoutes(app: FastifyInstance, parts: Parts) {
  const { callerOf, tokens, table, evidenceOf, now, hasManagerTills } = parts

  app.get('/api/purposes', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(request)
    const { policy } = caller
    const answer: Purposes = {
      usual: policy.verification.usualPurpose,
      purposes: Object.entries(policy.purposes).map(([id, { label, needs, factors, above }]) => ({
        id,
        label,
        needs,
        factors,
        above,
      })),
      photoOldAfterMonths: policy.verification.photoOldAfterMonths,
      notOfferedFor: policy.verification.notOfferedFor,
      undoSeconds,
      manager: hasManagerTills ? 'till' : 'elsewhere',
      photo: photoPermissionsOf(caller),
      enrol: enrolmentRulesOf(caller, parts.enrolFields),
      redeem: redeemRulesOf(caller),
    }
    return reply.send(answer)
  })

  app.post<{ Params: { userId: string } }>('/api/customers/:userId/decision', async (request, reply) => {
    const { userId } = request.params
    const asked = readBody(decisionRequest, request.body)
    const caller = await callerOf(request)
    const { receipt, result, purpose, factors } = await decide(caller, userId, asked).catch(
      async (fault: unknown) => {
        if (fault instanceof ProblemError && refusals.has(fault.code))
          await caller.record({ action: 'refused', outcome: fault.code, customerId: userId })
        throw fault
      },
    )
    const answer: Decision = { receipt, result, purpose, factors }
    return reply.send(answer)
  })

  app.post<{ Params: { userId: string } }>('/api/customers/:userId/decision/undo', async (request, reply) => {
    const { userId } = request.params
    const { receipt } = readBody(undoRequest, request.body)
    const caller = await callerOf(request)
    const { isRecorded } = await table.undo(receipt, caller.who.session, userId, now())
    if (!isRecorded)
      await caller.record({ action: 'undo', outcome: 'done', customerId: userId, facts: { receipt } })
    return reply.code(204).send()
  })

  async function decide(caller: Caller, userId: string, asked: DecisionRequest): Promise<KeptVerification> {
    const view = tokens.readView(asked.view, caller, userId)
    const { purposes } = caller.policy
    const purpose = Object.hasOwn(purposes, asked.purpose) ? purposes[asked.purpose] : undefined
    if (purpose === undefined) throw new ProblemError('unknown_purpose')
    const sale = saleOf(asked)
    const requirement = requirementFor(purpose, sale)
    const evidence = await evidenceOf(caller.who.session, userId)
    const photo = asked.photo && photoLookedAt(asked.photo, view, evidence)
    const factors = factorsOf(view, caller, asked, evidence).filter((each) =>
      requirement.factors.includes(each),
    )
    const byPhoto = photo !== undefined
    if (asked.result === 'same' && !isEnough(requirement.needs, { byPhoto, factors }))
      throw new ProblemError('not_enough')
    if (asked.result === 'same') await refuseIfNotOffered(caller, userId)

    const { key, after, result } = asked
    const answered = { userId, purpose: asked.purpose, result, byPhoto, factors, sale }
    const { session, till, associate } = caller.who
    const { kept, isNew } = await table.add({ ...answered, session, till, associate, key, after }, now())
    if (kept.isRecorded || (!isNew && !(await table.takeUp(kept, now())))) return settled(kept)
    await caller
      .record(eventOf(kept, view, requirement, { ...asked, photo }))
      .catch(async (fault: unknown) => {
        if (isNew) await table.drop(kept.receipt)
        throw fault
      })
    return settled(kept)
  }

  async function settled(kept: KeptVerification) {
    if (!kept.isRecorded) await table.markRecorded(kept.receipt, now())
    return kept
  }

  /** The browser's word on how long the photo was looked at is cut to the time since its bytes went there, within this encounter. */
  function photoLookedAt(photo: LookedAt, view: View, evidence: Evidence): LookedAt {
    const from = Math.max(sentAt(photo.identity, view, tokens, evidence), view.since)
    return { ...photo, seconds: Math.min(photo.seconds, Math.max(0, now() - from) / 1000) }
  }

  /**
   * The proven factors, and the card if the customer was looked up by scanning it. That it came from a scanner is the browser's word;
   * that its number was not on this screen is ours.
   */
  function factorsOf(
    view: View,
    caller: Caller,
    { proofs, isScanned }: DecisionRequest,
    { revealed }: Evidence,
  ): Factor[] {
    const proven = tokens.readProofs(proofs, caller, view)
    const isByCard = isScanned && view.foundBy === 'cardNumber'
    const wasShown = revealed.some((field) => isOfKind(field, 'cardNumber'))
    return isByCard && !wasShown && !proven.includes('card') ? [...proven, 'card'] : proven
  }
}

/** Refusals that are recorded as events. A request that was merely sent twice is not. */
const refusals = new Set<string>(['view_over', 'not_enough', 'not_offered', 'unknown_purpose'])

/**
 * Asks the vendor for the account's status, because the browser's word does not count. A status that cannot be read is unknown: it
 * refuses nobody, unless the policy names it.
 *
 * @throws {ProblemError} `not_offered`
 */
async function refuseIfNotOffered({ policy, vendor }: Caller, userId: string) {
  const { notOfferedFor } = policy.verification
  if (notOfferedFor.length === 0) return
  // Nothing aborts the question: what was sent is recorded, even if the associate leaves the screen.
  const account = await vendor.status(userId, new AbortController().signal).catch(() => undefined)
  const status = account?.status ?? 'unknown'
  if (notOfferedFor.some((each) => each === status)) throw new ProblemError('not_offered')
}

function eventOf(
  { receipt, userId, purpose, result, factors, sale }: KeptVerification,
  { foundBy }: View,
  { needs, because }: Requirement,
  { photo, after }: DecisionRequest,
): AuditEvent {
  const looked: Record<string, string | number> =
    photo === undefined
      ? {}
      : {
          photo: photo.identity,
          photoWidth: photo.width,
          photoHeight: photo.height,
          seconds: Math.round(photo.seconds * 10) / 10,
        }
  const facts = {
    receipt,
    purpose,
    result,
    factors,
    foundBy,
    ...sale,
    needs,
    // The threshold that the sale is above, such as `500 points`, or that nobody told how much is at stake.
    ...(because !== undefined && {
      above: because === 'notTold' ? because : `${because.limit} ${because.unit}`,
    }),
    ...looked,
    // Nothing but the browser says that a scanner typed the number.
    ...(factors.includes('card') && { cardScan: 'told by the till' }),
    ...(after === undefined ? {} : { after }),
  }
  return { action: 'decision', outcome: 'done', customerId: userId, facts }
}
