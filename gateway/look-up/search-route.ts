import type { FastifyInstance } from 'fastify'
import { searchRequest, type PeopleAnswer } from '#contract/api/people.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { searchByName } from './name-search.ts'
import { toPeople } from './people.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

/**
 * `POST /api/search`: people whose name begins with a text. If the associate types on, the browser aborts its request and the
 * gateway aborts its own.
 */
export function searchRoute(
  app: FastifyInstance,
  { callerOf, guard }: { callerOf: CallerOf; guard: ScrapingGuard },
) {
  app.post('/api/search', async (request, reply) => {
    const { text, limit } = readBody(searchRequest, request.body)
    const caller = await callerOf(request)
    await guard.enter(caller, request)
    const { matches, total, vendorRequestId } = await recorded(
      caller,
      { action: 'search' },
      () =>
        guard.watch(
          { caller, request, reply },
          () => searchByName(caller.vendor, text, limit, abortOnDisconnect(reply)),
          (found) => ({ kind: 'search', shown: found?.matches.map(({ userId }) => userId) ?? [] }),
        ),
      (found) => ({ facts: { shown: found.matches.map(({ userId }) => userId) } }),
    )
    request.vendorRequestId = vendorRequestId
    const people: PeopleAnswer = toPeople(matches, total, text, caller.view)
    return reply.send(people)
  })
}
