import type { FastifyInstance } from 'fastify'
import type { AccountStatus } from '#contract/customer/account-status.ts'
import { viewHeader } from '#contract/api/headers.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { Tokens } from './tokens.ts'

/**
 * `GET /api/customers/{userId}/status`: whether the account may be served at all. The browser asks for it at the same time as for
 * the photo, never before the name. It needs no event of its own, because the look-up it belongs to is recorded.
 */
export function accountStatusRoute(
  app: FastifyInstance,
  { callerOf, tokens }: { callerOf: CallerOf; tokens: Tokens },
) {
  app.get<{ Params: { userId: string } }>(
    '/api/customers/:userId/status',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId } = request.params
      const caller = await callerOf(request)
      tokens.readView(String(request.headers[viewHeader] ?? ''), caller, userId)
      const status: AccountStatus = await caller.vendor.status(userId, abortOnDisconnect(reply))
      return reply.send(status)
    },
  )
}
