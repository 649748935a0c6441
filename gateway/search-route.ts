import type { FastifyInstance } from 'fastify'
import { searchRequest, type PeopleAnswer } from '#contract/people.ts'
import { recorded } from './audit/recorded.ts'
import { hangUp } from './hang-up.ts'
import type { HarvestGuard } from './harvest/harvest-guard.ts'
import { toPeople } from './people.ts'
import { readBody } from './read-body.ts'
import type { CallerOf } from './sessions/caller.ts'

/** `POST /api/search`: people whose name begins so. When the browser goes on typing it hangs up, and so do we on the vendor. */
export function searchRoute(
  app: FastifyInstance,
  { callerOf, guard }: { callerOf: CallerOf; guard: HarvestGuard },
) {
  app.post('/api/search', async (request, reply) => {
    const { text, limit } = readBody(searchRequest, request.body, ['text', 'limit'])
    const caller = await callerOf(request)
    await guard.enter(caller, request)
    const { matches, total, vendorRequestId } = await recorded(
      caller,
      { action: 'search' },
      () =>
        guard.watch(
          { caller, request, reply },
          () => caller.vendor.search(text, limit, hangUp(reply)),
          () => ({ kind: 'search' }),
        ),
      (found) => ({ facts: { shown: found.matches.map(({ userId }) => userId) } }),
    )
    request.vendorRequestId = vendorRequestId
    const people: PeopleAnswer = toPeople(matches, total, text, caller.view)
    return reply.header('cache-control', 'no-store').send(people)
  })
}
