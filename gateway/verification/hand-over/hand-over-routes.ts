import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { isSameSale, saleFields, saleOf } from '#contract/api/sale.ts'
import { requirementFor } from '#contract/api/verification-requirement.ts'
import { findRequest, type FindRequest } from '#contract/customer/identifier.ts'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'
import {
  claimRequest,
  handOverRequest,
  notNeeded,
  resultRequest,
  returnRequest,
  type Claimed,
  type ClaimRequest,
  type HandOverResult,
  type Seen,
} from '#contract/api/hand-over.ts'
import { isPrivateAddressOf } from '#gateway/config/addresses.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import { findByReadings } from '#gateway/look-up/find-customer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { RequireKey } from '#gateway/verification/api-keys.ts'
import { toVerification, type VerificationTable } from '#gateway/verification/verification-table.ts'
import type { Tokens } from '#gateway/verification/tokens.ts'
import { associateRoute } from './associate-route.ts'
import type { OneTimeCodes } from './one-time-codes.ts'

type Parts = {
  callerOf: CallerOf
  withKey: RequireKey
  table: VerificationTable
  codes: OneTimeCodes
  tokens: Tokens
  origins: readonly string[]
  keys: SessionKeys
  now: () => number
}

const request = v.object({
  identifier: findRequest,
  purpose: v.optional(v.string()),
  ...saleFields,
  language: v.optional(v.string()),
  returnTo: v.string(),
})

/** A hand-over that a browser has claimed: what was asked for, the session that claimed it, and when. */
const takenUp = v.object({ ...request.entries, id: v.string(), session: v.string(), at: v.number() })
type TakenUp = v.InferOutput<typeof takenUp>

/** Milliseconds: as long as a customer may stay on screen. */
const openFor = 4 * 3_600_000

/**
 * Verification for a till system that sends the browser here and wants it back. The customer and the purpose come as a one-time
 * code (or, for systems that can only open addresses, as a plain user id). The result goes back as a one-time code too. No other
 * personal data is in an address.
 */
export function handOverRoutes(app: FastifyInstance, parts: Parts) {
  const { callerOf, withKey, table, codes, tokens, origins, keys, now } = parts
  const sealing = sealingFor('hand-over', keys)

  const mayReturnTo = (address: string) => isPrivateAddressOf(origins, address)

  const known = ({ policy }: Caller, purpose: string | undefined) => {
    if (purpose !== undefined && !Object.hasOwn(policy.purposes, purpose))
      throw new ProblemError('unknown_purpose')
  }

  app.get('/api/hand-over', { exposeHeadRoute: false }, async (_request, reply) => reply.send({ origins }))

  app.post('/api/hand-over', { config: { isForSystems: true } }, async (asked, reply) => {
    await withKey(asked)
    const order = readBody(handOverRequest, asked.body)
    if (!mayReturnTo(order.returnTo)) throw new ProblemError('bad_request', { path: 'returnTo' })
    if (order.identifier.kind !== 'mobile' && holdsPaymentCard(order.identifier.value))
      throw new ProblemError('bad_request', { path: 'identifier' })
    const code = await codes.give('request', order)
    return reply.send({ url: `/hand-over?code=${code}` })
  })

  app.post('/api/hand-over/claim', async (asked, reply) => {
    const claim = readBody(claimRequest, asked.body)
    const caller = await callerOf(asked)
    const order = await orderOf(claim)
    const { identifier, purpose, returnTo, language } = order
    known(caller, purpose)
    await caller.record({
      action: 'hand_over',
      outcome: 'done',
      facts: purpose === undefined ? {} : { purpose },
    })
    const { session } = caller.who
    const taken: TakenUp = { ...order, id: randomUUID(), session, at: now() }
    const answer: Claimed = {
      identifier,
      ...(purpose === undefined ? {} : { purpose }),
      ...saleOf(order),
      ...(language === undefined ? {} : { language }),
      handOver: sealing.seal(JSON.stringify(taken), 'taken up').toString('base64url'),
      host: new URL(returnTo).host,
    }
    return reply.send(answer)
  })

  app.post('/api/hand-over/return', async (asked, reply) => {
    const { handOver, receipt, seen } = readBody(returnRequest, asked.body)
    const caller = await callerOf(asked)
    const opened = sealing.open(Buffer.from(handOver, 'base64url'), 'taken up') ?? ''
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), takenUp), opened)
    if (!read.success || read.output.session !== caller.who.session || read.output.at + openFor < now())
      throw new ProblemError('hand_over_over')
    const back = new URL(read.output.returnTo)
    // The list of origins may have changed in the meantime.
    if (!mayReturnTo(back.href)) throw new ProblemError('hand_over_over')
    if (receipt !== undefined) {
      await bind(receipt, read.output, caller, abortOnDisconnect(reply))
      back.searchParams.set('code', await codes.give('result', { receipt }))
    } else if (seen !== undefined) {
      const answer = await withoutDecision(seen, read.output, caller, abortOnDisconnect(reply))
      back.searchParams.set('code', await codes.give('result', answer))
    }
    return reply.send({ url: back.href })
  })

  resultRoute(app, parts)
  associateRoute(app, parts)

  async function orderOf(claim: ClaimRequest): Promise<v.InferOutput<typeof request>> {
    if ('code' in claim) {
      const read = v.safeParse(request, await codes.take('request', claim.code))
      if (!read.success) throw new ProblemError('hand_over_over')
      return read.output
    }
    const { customer, returnTo, purpose } = claim
    if (!mayReturnTo(returnTo)) throw new ProblemError('bad_request', { path: 'returnTo' })
    return {
      identifier: { kind: 'customerId', value: customer },
      returnTo,
      ...(purpose === undefined ? {} : { purpose }),
    }
  }

  /**
   * Makes a decision the answer to what the till system asked for.
   *
   * @throws {ProblemError} `hand_over_over` if it is somebody else's, was taken back, was decided before, for another purpose or sale or
   *   about another customer, or answers another request
   */
  async function bind(receipt: string, asked: TakenUp, caller: Caller, signal: AbortSignal) {
    const found = await table.find(receipt)
    if (
      found?.session !== caller.who.session ||
      found.decidedAt.getTime() < asked.at ||
      found.purpose !== (asked.purpose ?? found.purpose) ||
      !isSameSale(found.sale, asked) ||
      !(await leadsTo(found.userId, asked.identifier, caller, signal)) ||
      !(await table.answerHandOver(receipt, asked.id))
    )
      throw new ProblemError('hand_over_over')
  }

  /**
   * The answer that no verification is needed.
   *
   * @throws {ProblemError} `hand_over_over` if one is needed for this sale, or another customer or purpose was asked for; `view_over`
   */
  async function withoutDecision(seen: Seen, asked: TakenUp, caller: Caller, signal: AbortSignal) {
    const { userId, purpose } = seen
    tokens.readView(seen.view, caller, userId)
    const { purposes } = caller.policy
    const rules = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined
    if (
      rules === undefined ||
      requirementFor(rules, saleOf(asked)).needs !== 'nothing' ||
      purpose !== (asked.purpose ?? purpose) ||
      !(await leadsTo(userId, asked.identifier, caller, signal))
    )
      throw new ProblemError('hand_over_over')
    const told: v.InferOutput<typeof notNeeded> = {
      userId,
      purpose,
      ...saleOf(asked),
      result: 'not-needed',
    }
    return told
  }
}

/** What the decision is now, for the code that the browser brought back. */
function resultRoute(app: FastifyInstance, { withKey, codes, table }: Parts) {
  app.post('/api/hand-over/result', { config: { isForSystems: true } }, async (asked, reply) => {
    await withKey(asked)
    const { code } = readBody(resultRequest, asked.body)
    const kept = await codes.take('result', code)
    if (v.is(notNeeded, kept)) return reply.send(v.parse(notNeeded, kept))
    const read = v.safeParse(v.object({ receipt: v.string() }), kept)
    const found = read.success ? await table.find(read.output.receipt) : undefined
    if (found === undefined) throw new ProblemError('hand_over_over')
    const { userId, purpose, result } = toVerification(found)
    const told: HandOverResult = { receipt: found.receipt, userId, purpose, ...found.sale, result }
    return reply.send(told)
  })
}

/** Whether an identifier leads to this customer, or to several of whom the associate has chosen this one. */
async function leadsTo(
  userId: string,
  identifier: FindRequest,
  { vendor, view }: Caller,
  signal: AbortSignal,
) {
  const found = await findByReadings(vendor, [identifier], view, signal)
  return found.outcome === 'found'
    ? found.userId === userId
    : found.people.some((person) => person.userId === userId)
}
