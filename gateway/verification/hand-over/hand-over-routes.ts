import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'
import {
  claimRequest,
  handOverRequest,
  handOverResult,
  resultRequest,
  returnRequest,
  type Claimed,
  type ClaimRequest,
} from '#contract/api/hand-over.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { RequireKey } from '#gateway/verification/api-keys.ts'
import type { VerificationTable } from '#gateway/verification/verification-table.ts'
import type { OneTimeCodes } from './one-time-codes.ts'

type Parts = {
  callerOf: CallerOf
  withKey: RequireKey
  table: VerificationTable
  codes: OneTimeCodes
  origins: readonly string[]
  keys: SessionKeys
  now: () => number
}

/** A hand-over that a browser has claimed: the address to return to, and the session that claimed it. */
const takenUp = v.object({ session: v.string(), returnTo: v.string(), until: v.number() })

const request = v.object({
  identifier: v.object({ kind: v.string(), value: v.string() }),
  purpose: v.optional(v.string()),
  returnTo: v.string(),
})

/** Milliseconds: as long as a customer may stay on screen. */
const openFor = 4 * 3_600_000

/**
 * Verification for a till system that sends the browser here and wants it back. The customer and the purpose come as a one-time
 * code (or, for systems that can only open addresses, as a plain user id). The result goes back as a one-time code too. No other
 * personal data is in an address.
 */
export function handOverRoutes(app: FastifyInstance, parts: Parts) {
  const { callerOf, withKey, table, codes, origins, keys, now } = parts
  const sealing = sealingFor('hand-over', keys)

  const mayReturnTo = (address: string) => URL.canParse(address) && origins.includes(new URL(address).origin)

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
    const { identifier, purpose, returnTo } = await orderOf(claim)
    known(caller, purpose)
    await caller.record({
      action: 'hand_over',
      outcome: 'done',
      facts: purpose === undefined ? {} : { purpose },
    })
    const taken: v.InferOutput<typeof takenUp> = {
      session: caller.who.session,
      returnTo,
      until: now() + openFor,
    }
    const answer: Claimed = {
      identifier,
      ...(purpose === undefined ? {} : { purpose }),
      handOver: sealing.seal(JSON.stringify(taken), 'taken up').toString('base64url'),
      host: new URL(returnTo).host,
    }
    return reply.send(answer)
  })

  app.post('/api/hand-over/return', async (asked, reply) => {
    const { handOver, receipt } = readBody(returnRequest, asked.body)
    const caller = await callerOf(asked)
    const opened = sealing.open(Buffer.from(handOver, 'base64url'), 'taken up') ?? ''
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), takenUp), opened)
    if (!read.success || read.output.session !== caller.who.session || read.output.until < now())
      throw new ProblemError('hand_over_over')
    const back = new URL(read.output.returnTo)
    // The list of origins may have changed in the meantime.
    if (!mayReturnTo(back.href)) throw new ProblemError('hand_over_over')
    if (receipt !== undefined) back.searchParams.set('code', await codeOf(receipt, caller))
    return reply.send({ url: back.href })
  })

  app.post('/api/hand-over/result', { config: { isForSystems: true } }, async (asked, reply) => {
    await withKey(asked)
    const { code } = readBody(resultRequest, asked.body)
    const read = v.safeParse(handOverResult, await codes.take('result', code))
    if (!read.success) throw new ProblemError('hand_over_over')
    return reply.send(read.output)
  })

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

  async function codeOf(receipt: string, { who }: Caller) {
    const found = await table.find(receipt)
    if (found?.session !== who.session || found.isUndone) throw new ProblemError('hand_over_over')
    const { userId, result } = found
    return codes.give('result', { receipt, userId, result })
  }
}
