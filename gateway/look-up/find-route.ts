import type { FastifyInstance } from 'fastify'
import type { FindAnswer } from '#contract/api/find.ts'
import { findRequest, type FindRequest } from '#contract/customer/identifier.ts'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { handOut, type Issue } from './present-customer.ts'
import { findCustomer } from './find-customer.ts'
import { hangUp } from '#gateway/http/abort-on-disconnect.ts'
import type { HarvestGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

type Parts = { callerOf: CallerOf; guard: HarvestGuard; issue: Issue }

/** `POST /api/find`: the customer an identifier leads to, with the card where the vendor gives both in one. */
export function findRoute(app: FastifyInstance, parts: Parts) {
  app.post('/api/find', async (request, reply) => {
    const asked = readBody(findRequest, request.body, ['kind', 'value'])
    if (!maySend(asked)) throw new ProblemError('bad_request', { path: 'value' })

    const caller = await parts.callerOf(request)
    await parts.guard.enter(caller, request)
    const facts = { kind: asked.kind }
    const finding = await recorded(
      caller,
      { action: 'look_up', facts },
      () =>
        parts.guard.watch(
          { caller, request, reply },
          () => findCustomer(caller.vendor, asked, caller.view, hangUp(reply)),
          (told) => ({ kind: 'find', customerId: told?.outcome === 'found' ? told.userId : undefined }),
        ),
      (told) =>
        told.outcome === 'found'
          ? { customerId: told.userId }
          : { facts: { ...facts, shown: told.people.map(({ userId }) => userId) } },
    )
    request.vendorRequestId = finding.vendorRequestId
    reply.header('cache-control', 'no-store')
    if (finding.outcome === 'several') {
      const { people, total } = finding
      return reply.send({ outcome: 'several', people, total } satisfies FindAnswer)
    }
    const { userId, answer, mergedFrom } = finding
    return reply.send({
      outcome: 'found',
      userId,
      matchedBy: asked.kind,
      ...(answer === undefined
        ? {}
        : { customer: handOut(answer, parts.issue, caller, asked.kind, request, reply) }),
      ...(mergedFrom === undefined ? {} : { mergedFrom }),
    } satisfies FindAnswer)
  })
}

/** Thirteen digits can be a German or Austrian mobile; cards of that length were last issued decades ago. */
const longestAmbiguousMobile = 13

/** The digits of other scripts, which our own page has rewritten before it asks. */
const foreignDigit = /(?![0-9])\p{N}/u

/** False for what holds the number of a payment card: it goes nowhere, whoever sends it. */
const maySend = ({ kind, value }: FindRequest) =>
  (kind === 'mobile' && value.length <= longestAmbiguousMobile) ||
  (!foreignDigit.test(value) && !holdsPaymentCard(value))
