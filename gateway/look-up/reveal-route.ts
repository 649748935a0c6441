import type { FastifyInstance } from 'fastify'
import { revealRequest, type RevealAnswer, type RevealRequest } from '#contract/api/reveal.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { maskAnswer, type Kept } from '#gateway/privacy/mask-answer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

type Parts = { callerOf: CallerOf; guard: ScrapingGuard }

/**
 * `POST /api/customers/{userId}/reveal`: one masked value in full. The gateway asks the vendor again, so it keeps no values between
 * requests. If the value has changed and its mask differs from the one on screen, the value stays masked.
 */
export function revealRoute(app: FastifyInstance, { callerOf, guard }: Parts) {
  app.post<{ Params: { userId: string } }>('/api/customers/:userId/reveal', async (request, reply) => {
    const { userId } = request.params
    const asked = readBody(revealRequest, request.body)

    const caller = await callerOf(request)
    await guard.enter(caller, request)
    const facts: Record<string, string> = asked.reason === undefined ? {} : { reason: asked.reason }
    const { value } = await recorded(
      caller,
      { action: 'reveal', customerId: userId, facts },
      async () => {
        await guard.countReveal(caller)
        const { body, vendorRequestId } = await guard.watch(
          { caller, request, reply },
          () => caller.vendor.customer(userId, abortOnDisconnect(reply)),
          () => ({ kind: 'view', customerId: userId }),
        )
        request.vendorRequestId = vendorRequestId
        return findKept(maskAnswer(body, caller.view).kept, asked)
      },
      ({ name }) => ({ facts: { ...facts, field: name.join('.') } }),
    )
    const answer: RevealAnswer = { value, seconds: caller.policy.reveal.seconds }
    return reply.send(answer)
  })
}

/**
 * The value behind a mask. If the customer was not looked up by id, the answer on screen may come from another vendor call whose
 * lists have another order. The function then accepts the only value with that mask in the same kind of field.
 *
 * @throws {ProblemError} `field_not_found`, `field_changed` or `reason_needed`
 */
function findKept(kept: readonly Kept[], { field, masked, reason }: RevealRequest): Kept {
  const alike = kept.filter(({ at }) => placeOf(at) === placeOf(field))
  const there = alike.find(({ at }) => at === field)
  if (alike.length === 0) throw new ProblemError('field_not_found')
  const same = alike.filter(({ text }) => text === masked)
  const meant = there?.text === masked ? there : new Set(same.map(({ value }) => value)).size === 1 && same[0]
  if (!meant) throw new ProblemError('field_changed')
  if (meant.reveal === 'never') throw new ProblemError('field_not_found')
  if (meant.reveal === 'with-reason' && reason === undefined) throw new ProblemError('reason_needed')
  return meant
}

/** A JSON pointer without its list positions. */
const placeOf = (at: string) => at.replaceAll(/\/\d+(?=\/|$)/g, '/-')
