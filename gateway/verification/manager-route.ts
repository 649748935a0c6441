import type { FastifyInstance } from 'fastify'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { vouchRequest, type Proven } from '#contract/api/verification.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { SignInAtTill } from '#gateway/auth/till-sign-in.ts'
import type { Tokens } from './tokens.ts'

type Parts = { callerOf: CallerOf; tokens: Tokens; signInAtTill: SignInAtTill | undefined }

/** `POST /api/customers/{userId}/manager`: a manager vouches, at their own session or by a manager's till. */
export function managerRoute(app: FastifyInstance, { callerOf, tokens, signInAtTill }: Parts) {
  app.post<{ Params: { userId: string } }>('/api/customers/:userId/manager', async (request, reply) => {
    const { userId } = request.params
    if (!isCustomerId(userId)) throw new ProblemError('bad_request', { path: 'userId' })
    const { view, till, password } = readBody(vouchRequest, request.body, ['view', 'till', 'password'])
    const caller = await callerOf(request)
    tokens.readView(view, caller, userId)
    await recorded(caller, { action: 'vouch', customerId: userId }, whoVouches, (managerTill) =>
      managerTill === undefined ? {} : { facts: { managerTill } },
    )
    const answer: Proven = { proof: tokens.giveProof(caller, userId, 'manager') }
    return reply.header('cache-control', 'no-store').send(answer)

    async function whoVouches(): Promise<string | undefined> {
      if (caller.who.isManager) return undefined
      if (till === undefined || password === undefined || signInAtTill === undefined)
        throw new ProblemError('managers_only')
      const manager = await signInAtTill(request, { till, password })
      if (manager.role !== 'manager') throw new ProblemError('managers_only')
      return manager.till
    }
  })
}
