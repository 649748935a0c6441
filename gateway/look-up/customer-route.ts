import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { viewHeader } from '#contract/api/headers.ts'
import { handOut, type Issue } from './present-customer.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { hangUp } from '#gateway/http/abort-on-disconnect.ts'
import type { HarvestGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

type Parts = { callerOf: CallerOf; guard: HarvestGuard; issue: Issue }

const exactQuery = v.strictObject({ source: v.literal('INSTORE'), embed: v.literal('CUSTOMERIMAGE') })

/**
 * The heart of the product, at the vendor's own path: the customer in the vendor's wire shape, photo links replaced by addresses
 * on our origin.
 */
export function customerRoute(app: FastifyInstance, { callerOf, guard, issue }: Parts) {
  app.get<{ Params: { userId: string } }>(
    '/v2/customers/:userId/setImage',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId } = request.params
      if (!isCustomerId(userId)) throw new ProblemError('bad_request', { path: 'userId' })
      if (!v.is(exactQuery, request.query)) throw new ProblemError('bad_request', { path: 'query' })

      const caller = await callerOf(request)
      await guard.enter(caller, request)
      const answer = await recorded(caller, { action: 'view', customerId: userId }, () =>
        guard.watch(
          { caller, request, reply },
          () => caller.vendor.customer(userId, hangUp(reply)),
          () => ({ kind: 'view', customerId: userId }),
        ),
      )
      const foundBy = issue.tokens.foundBefore(request.headers[viewHeader], caller, userId) ?? 'customerId'
      return reply
        .header('cache-control', 'no-store')
        .send(handOut(answer, issue, caller, foundBy, request, reply))
    },
  )
}
