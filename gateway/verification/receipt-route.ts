import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { receipt } from '#contract/api/verification.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { RequireKey } from './api-keys.ts'
import { toVerification, type VerificationTable } from './verification-table.ts'

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

/** `GET /api/verifications/{receipt}`: the result of a verification, for the store's systems, authenticated by key. */
export function receiptRoute(
  app: FastifyInstance,
  { withKey, table }: { withKey: RequireKey; table: VerificationTable },
) {
  app.get<{ Params: { receipt: string } }>(
    '/api/verifications/:receipt',
    { exposeHeadRoute: false },
    async (request, reply) => {
      await withKey(request)
      const asked = tidy(request.params.receipt)
      const found = v.is(receipt, asked) ? await table.find(asked) : undefined
      if (found === undefined) throw new ProblemError('not_found')
      return reply.send(toVerification(found))
    },
  )
}
