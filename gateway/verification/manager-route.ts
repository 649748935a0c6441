import type { FastifyInstance } from 'fastify'
import { vouchRequest, type Proven } from '#contract/api/verification.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { SignInAtTill } from '#gateway/auth/till-sign-in.ts'
import type { Tokens } from './tokens.ts'

type Parts = { callerOf: CallerOf; tokens: Tokens; signInAtTill: SignInAtTill | undefined }

/**
 * `POST /api/customers/{userId}/manager`: another manager than the one at the till, if it is one,
 * vouches for the customer with a manager's till.
 */
export function managerRoute(app: FastifyInstance, { callerOf, tokens, signInAtTill }: Parts) {
  app.post<{ Params: { userId: string } }>('/api/customers/:userId/manager', async (request, reply) => {
    const { userId } = request.params
    const { view, till, password } = readBody(vouchRequest, request.body)
    const caller = await callerOf(request)
    tokens.readView(view, caller, userId)
    await recorded(caller, { action: 'vouch', customerId: userId }, whoVouches, (managerTill) => ({
      facts: { managerTill },
    }))
    const answer: Proven = { proof: tokens.giveProof(caller, userId, 'manager') }
    return reply.send(answer)

    async function whoVouches(): Promise<string> {
      if (till === undefined || password === undefined || signInAtTill === undefined)
        throw new ProblemError(caller.who.isManager ? 'another_manager' : 'managers_only')
      const manager = await signInAtTill(request, { till, password })
      if (manager.role !== 'manager') throw new ProblemError('managers_only')
      if (manager.till === caller.who.till) throw new ProblemError('another_manager')
      return manager.till
    }
  })
}
