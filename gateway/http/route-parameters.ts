import type { FastifyInstance } from 'fastify'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { ProblemError } from './problem-error.ts'

/** The routes of calls. The screens have user ids in their addresses too, and say by themselves that an id is none. */
const calls = /^\/(?:api|v2)\//

/** Refuses a call with `bad_request` before its route runs if the `:userId` in its address is not a user id of the platform. */
export function checkUserIds(app: FastifyInstance) {
  app.addHook<{ Params: { userId?: string } }>('preHandler', async ({ params, routeOptions }) => {
    const { userId } = params
    if (userId !== undefined && calls.test(routeOptions.url ?? '') && !isCustomerId(userId))
      throw new ProblemError('bad_request', { path: 'userId' })
  })
}
