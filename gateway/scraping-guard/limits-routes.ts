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
    const own = await guard.pausesOf(caller)
    const known = caller.who.isManager && id !== undefined ? await guard.allPauses() : own
    const meant = known.filter(({ pause }) => id === undefined || pause.id === id)
    const isOwn = meant.some(({ pause }) => own.some((each) => each.pause.id === pause.id))
    if (isOwn && by.managerTill === undefined) throw new ProblemError('another_manager')
    for (const each of meant) {
      // oxlint-disable-next-line no-await-in-loop
      await guard.lift(caller, each, by)
    }
    return reply.code(204).send()

    /** The till of the manager who signs here. A manager in a session of their own needs none, but for their own pause. */
    async function whoLifts(): Promise<{ managerTill?: string }> {
      if (till === undefined || password === undefined || signInAtTill === undefined) {
        if (caller.who.isManager) return {}
        throw new ProblemError('managers_only')
      }
      const manager = await signInAtTill(request, { till, password })
      if (manager.role !== 'manager') throw new ProblemError('managers_only')
      if (manager.till === caller.who.till) throw new ProblemError('another_manager')
      return { managerTill: manager.till }
    }
  })
}
