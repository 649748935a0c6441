import type { FastifyInstance } from 'fastify'
import { liftRequest, type Pauses } from '#contract/api/limits.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { SignInAtTill } from '#gateway/auth/till-sign-in.ts'
import type { HarvestGuard } from './scraping-guard.ts'

type Parts = {
  callerOf: CallerOf
  guard: HarvestGuard
  /** Where tills sign in: a manager's till proves who lifts a pause at another. */
  signInAtTill: SignInAtTill | undefined
}

/** `GET /api/limits` and `POST /api/limits/lift`: whose look-ups are paused, and the end of it. Both are a manager's to ask. */
export function limitsRoutes(app: FastifyInstance, { callerOf, guard, signInAtTill }: Parts) {
  app.get('/api/limits', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(request)
    if (!caller.who.isManager) throw new ProblemError('managers_only')
    const pauses: Pauses = { pauses: (await guard.allPauses()).map(({ pause }) => pause) }
    return reply.header('cache-control', 'no-store').send(pauses)
  })

  app.post('/api/limits/lift', async (request, reply) => {
    const { id, till, password } = readBody(liftRequest, request.body ?? {}, ['id', 'till', 'password'])
    const caller = await callerOf(request)
    const by = await whoLifts()
    // A manager's till only proves who stands here: from another's session it lifts what is in that session's way.
    const known = caller.who.isManager && id !== undefined ? guard.allPauses() : guard.pausesOf(caller)
    for (const each of await known) {
      // oxlint-disable-next-line no-await-in-loop
      if (id === undefined || each.pause.id === id) await guard.lift(caller, each, by)
    }
    return reply.header('cache-control', 'no-store').code(204).send()

    async function whoLifts(): Promise<Record<string, string>> {
      if (caller.who.isManager) return {}
      if (till === undefined || password === undefined || signInAtTill === undefined)
        throw new ProblemError('managers_only')
      const manager = await signInAtTill(request, { till, password })
      if (manager.role !== 'manager') throw new ProblemError('managers_only')
      return { managerTill: manager.till }
    }
  })
}
