import type { FastifyInstance, FastifyRequest } from 'fastify'
import { redemptionCodeRequest, redemptionRequest, type RedemptionRequest } from '#contract/api/redemption.ts'
import { redeemPurpose } from '#contract/api/redeem-purpose.ts'
import { isEnough, requirementFor } from '#contract/api/verification-requirement.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { sweepEvery } from '#gateway/db/sweep.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { oneAtATime } from '#gateway/resilience/one-at-a-time.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { countCode, inPlainDigits, mostCodes, mostTries } from '#gateway/verification/code-limits.ts'
import { misfitsOf } from '#gateway/verification/receipt-use.ts'
import type { KeptVerification, VerificationTable } from '#gateway/verification/verification-table.ts'
import { redeem, settle } from './redeem.ts'
import { redemptionTable, spentOn } from './redemption-table.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  store: Store
  table: Pick<VerificationTable, 'find'>
  now: () => number
  /** Milliseconds for which a receipt covers anything. */
  validFor: number
  /** Milliseconds for which redemptions are kept. */
  keepFor: number
}

type Path = { Params: { userId: string } }

/** Milliseconds. A redemption takes several calls, of which some may have to wait. */
const patience = 25_000
const sweepPause = 3_600_000

/** What the browser is told of the policy. */
export const redeemRulesOf = ({ policy }: Pick<Caller, 'policy'>) => ({ points: policy.redeem.points })

/**
 * `POST /api/customers/{userId}/redemptions` redeems points for an answer "same person", and `POST …/redemptions/code` has the platform
 * send its validation code to the customer. The receipt is spent, and the event is on the record, before the redemption is sent.
 */
export function redemptionRoutes(app: FastifyInstance, parts: Parts) {
  const { callerOf, guard, store, now, keepFor } = parts
  const kept = redemptionTable(store)
  const codes = counterIn(store, 'redemption codes sent')
  const tries = counterIn(store, 'redemption code tries')
  const inTurn = oneAtATime()

  const mayRedeem = async (request: FastifyRequest) => {
    const caller = await callerOf(request, patience)
    await guard.enter(caller, request)
    if (caller.policy.redeem.points) return caller
    await caller.record({ action: 'refused', outcome: 'not_permitted', facts: { act: 'redeem' } })
    throw new ProblemError('not_permitted')
  }

  /** @throws {ProblemError} `receipt_over`, `not_enough` or `code_needed` */
  const requireAnswer = async (caller: Caller, userId: string, asked: RedemptionRequest) => {
    const found = await parts.table.find(asked.receipt)
    if (found === undefined || found.session !== caller.who.session) throw new ProblemError('receipt_over')
    const use = { userId, purpose: redeemPurpose, by: spentOn(asked.key) }
    const { till } = caller.who
    const misfits = misfitsOf(
      found,
      { ...use, ...(till !== undefined && { till }) },
      { now: now(), validFor: parts.validFor },
    )
    if (misfits.length > 0) throw new ProblemError('receipt_over')
    requireEnough(caller, found, asked)
  }

  /** Where the policy says so, the platform counts wrong codes too; these limits are ours. */
  const withCode = async <Result>(userId: string, code: string | undefined, work: () => Promise<Result>) => {
    if (code === undefined) return work()
    await countCode(tries, userId, mostTries)
    const result = await work()
    await tries.forget(userId)
    return result
  }

  app.post<Path>('/api/customers/:userId/redemptions', async (request, reply) => {
    const { userId } = request.params
    const { code, ...rest } = readBody(redemptionRequest, request.body)
    const asked = { ...rest, userId, ...(code !== undefined && { code: inPlainDigits(code) }) }
    const caller = await mayRedeem(request)
    const facts = { receipt: asked.receipt, points: asked.points, redemption: asked.key }
    const answer = await recorded(
      caller,
      { action: 'redeem', customerId: userId, facts },
      () =>
        // The platform takes one write at a time for a customer.
        inTurn(userId, async () => {
          const known = await kept.find(asked.key)
          if (known !== undefined) return settle(kept, caller, known, asked)
          await requireAnswer(caller, userId, asked)
          return withCode(userId, asked.code, () => redeem({ table: kept, now }, caller, asked))
        }),
      ({ id = '', before, after }) => ({
        facts: {
          ...facts,
          platformId: id,
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
        },
      }),
    )
    return reply.send(answer)
  })

  app.post<Path>('/api/customers/:userId/redemptions/code', async (request, reply) => {
    const { userId } = request.params
    const asked = readBody(redemptionCodeRequest, request.body)
    const caller = await mayRedeem(request)
    const facts = { receipt: asked.receipt, points: asked.points }
    await recorded(caller, { action: 'redeem_code', customerId: userId, facts }, async () => {
      await requireAnswer(caller, userId, { ...asked, code: 'will be asked' })
      await countCode(codes, userId, mostCodes)
      const { signal } = new AbortController()
      const account = await caller.vendor.pointsAccount(userId, signal)
      await caller.vendor.checkRedeemable({ account, points: asked.points, sendsCode: true }, signal)
    })
    return reply.code(204).send()
  })

  sweepEvery(app, sweepPause, () => kept.sweep(now() - keepFor))
}

/**
 * A receipt covers as many points as its check was for. One whose check was for no sum covers what its evidence is enough for. The
 * platform's code is one more factor where the policy says that the platform never redeems without one.
 *
 * @throws {ProblemError} `not_enough`, or `code_needed` if the code would make it enough
 */
function requireEnough(
  { policy }: Pick<Caller, 'policy'>,
  { sale, byPhoto, factors }: KeptVerification,
  { points, code }: Pick<RedemptionRequest, 'points' | 'code'>,
) {
  const purpose = Object.hasOwn(policy.purposes, redeemPurpose) ? policy.purposes[redeemPurpose] : undefined
  if (purpose === undefined) throw new ProblemError('unknown_purpose')
  const requirement = requirementFor(purpose, { points })
  const suffices = (shown: KeptVerification['factors']) =>
    isEnough(requirement.needs, {
      byPhoto,
      factors: shown.filter((each) => requirement.factors.includes(each)),
    })
  if (sale.points === undefined ? suffices(factors) : points <= sale.points) return
  if (!policy.redeem.codeCounts || !suffices([...factors, 'code'])) throw new ProblemError('not_enough')
  if (code === undefined) throw new ProblemError('code_needed')
}
