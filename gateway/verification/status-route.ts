import type { FastifyInstance } from 'fastify'
import type { AccountStatus } from '#contract/customer/account-status.ts'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { viewHeader } from '#contract/api/headers.ts'
import { hangUp } from '#gateway/http/abort-on-disconnect.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { Tokens } from './tokens.ts'

/**
 * `GET /api/customers/{userId}/status`: whether the account is one to serve at all. Asked beside the photo, never before the name; the
 * look-up that it belongs to is on record, so that this needs no event of its own.
 */
export function statusRoute(
  app: FastifyInstance,
  { callerOf, tokens }: { callerOf: CallerOf; tokens: Tokens },
) {
  app.get<{ Params: { userId: string } }>(
    '/api/customers/:userId/status',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId } = request.params
      if (!isCustomerId(userId)) throw new ProblemError('bad_request', { path: 'userId' })
      const caller = await callerOf(request)
      tokens.readView(String(request.headers[viewHeader] ?? ''), caller, userId)
      const status: AccountStatus = await caller.vendor.status(userId, hangUp(reply))
      return reply.header('cache-control', 'no-store').send(status)
    },
  )
}
