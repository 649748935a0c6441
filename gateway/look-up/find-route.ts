import type { FastifyInstance } from 'fastify'
import { findReadings, type FindAnswer } from '#contract/api/find.ts'
import { findRequest, type FindRequest } from '#contract/customer/identifier.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { findByReadings } from './find-customer.ts'
import { maySend } from './may-send.ts'
import { photosOnFile, presentCustomer, sendCustomer, type Issue } from './present-customer.ts'

type Parts = { callerOf: CallerOf; guard: ScrapingGuard; issue: Issue }

/** `POST /api/find`: the customer to whom an identifier leads, with their data if the vendor returns it in the same call. */
export function findRoute(app: FastifyInstance, parts: Parts) {
  app.post('/api/find', async (request, reply) => {
    const readings = readingsIn(request.body)
    const [first] = readings
    if (first === undefined || !readings.every(maySend))
      throw new ProblemError('bad_request', { path: 'value' })

    const caller = await parts.callerOf(request)
    await parts.guard.enter(caller, request)
    const kindOf = ({ reading }: { reading: number }) => (readings[reading] ?? first).kind
    const finding = await recorded(
      caller,
      { action: 'look_up', facts: factsOf(readings, first.kind) },
      () =>
        parts.guard.watch(
          { caller, request, reply },
          () => findByReadings(caller.vendor, readings, caller.view, abortOnDisconnect(reply)),
          (told) => ({
            kind: 'find',
            ...(told?.outcome === 'found' && { customerId: told.userId }),
            ...(told?.outcome === 'several' && { shown: told.people.map(({ userId }) => userId) }),
          }),
        ),
      (told) =>
        told.outcome === 'found'
          ? {
              customerId: told.userId,
              facts: {
                ...factsOf(readings, kindOf(told)),
                ...(told.answer && { photos: photosOnFile(told.answer) }),
              },
            }
          : {
              facts: {
                ...factsOf(readings, kindOf(told)),
                shown: told.people.map(({ userId }) => userId),
              },
            },
    )
    request.vendorRequestId = finding.vendorRequestId
    const { reading } = finding
    if (finding.outcome === 'several') {
      const { people, total } = finding
      return reply.send({ outcome: 'several', people, total, reading } satisfies FindAnswer)
    }
    const { userId, answer, mergedFrom } = finding
    const matchedBy = kindOf(finding)
    if (answer !== undefined) parts.issue.noteSeen?.(caller.who.till ?? '', photosOnFile(answer) > 0)
    return reply.send({
      outcome: 'found',
      userId,
      matchedBy,
      reading,
      ...(answer === undefined
        ? {}
        : {
            customer: sendCustomer(
              request,
              reply,
              parts.issue,
              caller.vendor,
              presentCustomer(answer, parts.issue, caller, { foundBy: matchedBy }),
            ),
          }),
      ...(mergedFrom === undefined ? {} : { mergedFrom }),
    } satisfies FindAnswer)
  })
}

function readingsIn(body: unknown): readonly FindRequest[] {
  const isList = typeof body === 'object' && body !== null && 'readings' in body
  return isList ? readBody(findReadings, body).readings : [readBody(findRequest, body)]
}

/** For the audit record: the kind of reading that led to a customer or to nobody, and all kinds tried if there were several. */
const factsOf = (readings: readonly FindRequest[], kind: string) => ({
  kind,
  ...(readings.length > 1 ? { readings: readings.map((each) => each.kind) } : {}),
})
