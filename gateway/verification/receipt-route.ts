import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { receiptUse, spendRequest, type ReceiptAnswer } from '#contract/api/receipt.ts'
import { receipt } from '#contract/api/verification.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { RequireKey } from './api-keys.ts'
import { misfitsOf, type Use } from './receipt-use.ts'
import { toVerification, type KeptVerification, type VerificationTable } from './verification-table.ts'

type Parts = {
  withKey: RequireKey
  table: Pick<VerificationTable, 'find' | 'spend'>
  now: () => number
  /** Milliseconds for which a receipt covers anything. */
  validFor: number
}

/**
 * Corrects a receipt that was read out and typed: missing hyphens, letter case, and characters that Crockford's base 32 treats as
 * equal.
 */
const tidy = (typed: string) =>
  (
    typed
      .toUpperCase()
      .replaceAll(/[IL]/g, '1')
      .replaceAll('O', '0')
      .replaceAll(/[-\s]/g, '')
      .match(/.{1,4}/g) ?? []
  ).join('-')

/**
 * `GET /api/verifications/{receipt}`: the result of a verification for the store's systems, and whether it covers what the query names.
 * `POST …/spend` spends it on one use. Both are authenticated by key.
 */
export function receiptRoute(app: FastifyInstance, { withKey, table, now, validFor }: Parts) {
  const find = async (typed: string): Promise<KeptVerification> => {
    const asked = tidy(typed)
    const found = v.is(receipt, asked) ? await table.find(asked) : undefined
    if (found === undefined) throw new ProblemError('not_found')
    return found
  }
  const answerOf = (kept: KeptVerification, use: Use): ReceiptAnswer => {
    const misfits = misfitsOf(kept, use, { now: now(), validFor })
    return { ...toVerification(kept), covers: misfits.length === 0, misfits }
  }

  app.get<{ Params: { receipt: string } }>(
    '/api/verifications/:receipt',
    { exposeHeadRoute: false },
    async (request, reply) => {
      await withKey(request)
      const use = readBody(receiptUse, withNumbers(request.query))
      return reply.send(answerOf(await find(request.params.receipt), use))
    },
  )

  app.post<{ Params: { receipt: string } }>(
    '/api/verifications/:receipt/spend',
    { config: { isForSystems: true } },
    async (request, reply) => {
      await withKey(request)
      const use = readBody(spendRequest, request.body)
      const kept = await find(request.params.receipt)
      const judged = answerOf(kept, use)
      const answer: ReceiptAnswer =
        judged.covers && !(await table.spend(kept.receipt, use.by, now()))
          ? answerOf(await find(kept.receipt), use)
          : judged
      // A till system that gets no answer asks again with the same `by`.
      await request.server.audit.record(
        { requestId: request.id },
        {
          action: 'receipt',
          outcome: answer.covers ? 'done' : 'refused',
          customerId: kept.userId,
          facts: { receipt: kept.receipt, by: use.by, misfits: answer.misfits },
        },
      )
      return reply.send(answer)
    },
  )
}

/** The query with its sums as numbers. */
function withNumbers(query: unknown): object {
  const entries = Object.entries(Object(query)).map(([name, value]): [string, unknown] => [
    name,
    (name === 'amount' || name === 'points') && value !== '' ? Number(value) : value,
  ])
  return Object.fromEntries(entries)
}
