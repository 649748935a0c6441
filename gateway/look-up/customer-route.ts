import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { viewHeader } from '#contract/api/headers.ts'
import { photosOnFile, presentCustomer, sendCustomer, type Issue } from './present-customer.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

type Parts = { callerOf: CallerOf; guard: ScrapingGuard; issue: Issue }

const exactQuery = v.strictObject({ source: v.literal('INSTORE'), embed: v.literal('CUSTOMERIMAGE') })

/**
 * `GET /v2/customers/{userId}/setImage`, the vendor's own path: the customer in the vendor's wire shape, with each photo link
 * replaced by an address on our origin.
 */
export function customerRoute(app: FastifyInstance, { callerOf, guard, issue }: Parts) {
  app.get<{ Params: { userId: string } }>(
    '/v2/customers/:userId/setImage',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId } = request.params
      if (!v.is(exactQuery, request.query)) throw new ProblemError('bad_request', { path: 'query' })

      const caller = await callerOf(request)
      await guard.enter(caller, request)
      const answer = await recorded(
        caller,
        { action: 'view', customerId: userId },
        () =>
          guard.watch(
            { caller, request, reply },
            () => caller.vendor.customer(userId, abortOnDisconnect(reply)),
            () => ({ kind: 'view', customerId: userId }),
          ),
        (told) => ({ facts: { photos: photosOnFile(told) } }),
      )
      const goesOn = issue.tokens.encounterOf(request.headers[viewHeader], caller, userId)
      if (goesOn === undefined) issue.noteSeen?.(caller.who.till ?? '', photosOnFile(answer) > 0)
      const presented = presentCustomer(answer, issue, caller, goesOn ?? { foundBy: 'customerId' })
      return reply.send(sendCustomer(request, reply, issue, caller.vendor, presented))
    },
  )
}
