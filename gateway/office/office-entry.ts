import type { FastifyRequest } from 'fastify'
import type { OfficeQuestion } from '#contract/api/office.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Scope } from './find-events.ts'

type Parts = {
  callerOf: CallerOf
  /** The other tills of the shop of each manager's till, in lower case. */
  shopTills: ReadonlyMap<string, readonly string[]>
}

/** Milliseconds. A check of the whole record reads every event. */
const patience = 600_000

/**
 * Who enters the officer's room and what they may see. The entry is recorded, also where it is refused.
 *
 * @throws {ProblemError} `managers_only`, or `not_permitted` for managers who ask for the whole record
 */
export function officeEntry({ callerOf, shopTills }: Parts) {
  return async (request: FastifyRequest, what: string, question: OfficeQuestion = {}) => {
    const caller = await callerOf(request, patience)
    const scope = scopeOf(caller, shopTills)
    const { customer: customerId, after, ...filters } = question
    if (scope === undefined || (what === 'verify' && scope !== 'all')) {
      const code = scope === undefined ? 'managers_only' : 'not_permitted'
      await caller.record({ action: 'refused', outcome: code, customerId, facts: { act: what } })
      throw new ProblemError(code)
    }
    if (after === undefined)
      await caller.record({ action: 'record_read', outcome: 'done', customerId, facts: { what, ...filters } })
    return { caller, scope }
  }
}

export type Enter = ReturnType<typeof officeEntry>

/** `undefined` for whoever may not enter. Without a till there is no shop to be the manager of. */
function scopeOf({ who }: Caller, shopTills: Parts['shopTills']): Scope | undefined {
  if (who.isOfficer) return 'all'
  if (!who.isManager || who.till === undefined) return undefined
  const own = who.till.toLowerCase()
  return { tills: [own, ...(shopTills.get(own) ?? [])] }
}
