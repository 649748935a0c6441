import type { FastifyInstance } from 'fastify'
import { associateAtTill, type AssociateCode } from '#contract/api/hand-over.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { RequireKey } from '#gateway/verification/api-keys.ts'
import type { OneTimeCodes } from './one-time-codes.ts'

type Parts = { withKey: RequireKey; codes: OneTimeCodes }

/**
 * `POST /api/hand-over/associate`: a till system's server says with its key who is at a till. The answer is a one-time code for the page
 * of that till, which opens a session only where the policy allows it.
 */
export function associateRoute(app: FastifyInstance, { withKey, codes }: Parts) {
  app.post('/api/hand-over/associate', { config: { isForSystems: true } }, async (request, reply) => {
    await withKey(request)
    const answer: AssociateCode = {
      code: await codes.give('associate', readBody(associateAtTill, request.body)),
    }
    return reply.send(answer)
  })
}
