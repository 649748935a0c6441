import type { FastifyInstance } from 'fastify'
import { liftRequest, type Pauses } from '#contract/api/limits.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { SignInAtTill } from '#gateway/auth/till-sign-in.ts'
import type { ScrapingGuard } from './scraping-guard.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  /** Signs tills in: a manager's till proves who lifts a pause at another till. `undefined` if no till signs in. */
  signInAtTill: SignInAtTill | undefined
}

/** `GET /api/limits` lists the pauses; `POST /api/limits/lift` lifts one. Both need a manager. */
export function limitsRoutes(app: FastifyInstance, { callerOf, guard, signInAtTill }: Parts) {
  app.get('/api/limits', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(request)
    if (!caller.who.isManager) throw new ProblemError('managers_only')
    const pauses: Pauses = { pauses: (await guard.allPauses()).map(({ pause }) => pause) }
    return reply.send(pauses)
  })

  app.post('/api/limits/lift', async (request, reply) => {
    const { id, till, password } = readBody(liftRequest, request.body ?? {})
    const caller = await callerOf(request)
    const by = await whoLifts()
    // Without a manager's session, a manager's till only proves that a manager is present: it lifts the pauses that block this
    // session.
    const known = caller.who.isManager && id !== undefined ? guard.allPauses() : guard.pausesOf(caller)
    for (const each of await known) {
      // oxlint-disable-next-line no-await-in-loop
      if (id === undefined || each.pause.id === id) await guard.lift(caller, each, by)
    }
    return reply.code(204).send()

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
