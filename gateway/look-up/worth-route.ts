import type { FastifyInstance } from 'fastify'
import { viewHeader } from '#contract/api/headers.ts'
import type { Worth, WorthFact } from '#contract/api/worth.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { LivePolicy } from '#gateway/privacy/live-policy.ts'
import type { Tokens } from '#gateway/verification/tokens.ts'
import type { VerificationTable } from '#gateway/verification/verification-table.ts'

type Parts = {
  callerOf: CallerOf
  tokens: Tokens
  table: Pick<VerificationTable, 'lastCheck'>
  policy: LivePolicy
}

/**
 * `GET /api/customers/{userId}/worth`: points, tier, coupons and the last purchase of a customer who was just shown to this caller, and
 * when the customer was last checked. The browser asks for it beside the photo, so that it delays neither the name nor the face. The
 * names of the facts that are shown are recorded as part of the view; their values never are.
 */
export function worthRoute(app: FastifyInstance, { callerOf, tokens, table, policy }: Parts) {
  app.get<{ Params: { userId: string } }>(
    '/api/customers/:userId/worth',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId } = request.params
      const caller = await callerOf(request)
      tokens.readView(String(request.headers[viewHeader] ?? ''), caller, userId)
      const { facts, hiddenFromAssociates } = policy.current().worth
      const shown = facts.filter(
        (fact) => caller.view.role === 'manager' || !hiddenFromAssociates.includes(fact),
      )
      const answer = await recorded(
        caller,
        { action: 'worth', customerId: userId },
        async () => only(shown, await caller.vendor.worth(userId, shown, abortOnDisconnect(reply))),
        (told) => ({
          facts: { facts: told.facts.filter((fact) => !told.unknown.some((part) => part === fact)) },
        }),
      )
      const lastCheck = await lastCheckOf(userId, caller, table)
      return reply.send({ ...answer, ...(lastCheck && { lastCheck }) } satisfies Worth)
    },
  )
}

async function lastCheckOf(
  userId: string,
  { staff, who }: Caller,
  table: Parts['table'],
): Promise<Worth['lastCheck']> {
  const last = await table.lastCheck(userId)
  if (last === undefined) return undefined
  const by = staff.find(({ id }) => id === last.associate)?.name
  const isOwn = last.associate !== null && last.associate === who.associate
  return { at: last.at.toISOString(), isOwn, ...(by === undefined ? {} : { by }) }
}

/** Leaves out what the policy does not show. */
function only(
  facts: WorthFact[],
  { programs, household, coupons, visit, cards, badges, unknown }: Omit<Worth, 'facts'>,
): Worth {
  const shows = (fact: WorthFact) => facts.includes(fact)
  const factOf = (part: Worth['unknown'][number]): WorthFact =>
    part === 'lapse' ? 'points' : part === 'next' ? 'tier' : part
  return {
    facts,
    programs: programs.map(({ title, points, money, promised, lapse, tier, next }) => ({
      ...(title !== undefined && { title }),
      ...(shows('points') && { points, money, promised, lapse }),
      ...(shows('tier') && { tier, next }),
    })),
    ...(shows('household') && household !== undefined && { household }),
    ...(shows('coupons') && coupons && { coupons }),
    ...(shows('visit') && visit && { visit }),
    ...(shows('cards') && cards && { cards }),
    ...(shows('badges') && badges && { badges }),
    unknown: unknown.filter((part) => shows(factOf(part))),
  }
}
