import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import {
  officeQuestion,
  type OfficeEvent,
  type OfficeEvents,
  type OfficeQuestion,
  type OfficeSession,
  type OfficeSessions,
  type RecordVerdict,
} from '#contract/api/office.ts'
import { verify } from '#gateway/audit/verify.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { findEvents, type EventRow, type Scope } from './find-events.ts'
import { csvHead, csvLine, toEvent } from './office-event.ts'
import { officeSessionsIn } from './sessions.ts'

type Parts = {
  callerOf: CallerOf
  store: Store
  /** The other tills of the shop of each manager's till, in lower case. */
  shopTills: ReadonlyMap<string, readonly string[]>
}

/** Milliseconds. A check of the whole record reads every event. */
const patience = 600_000

/** Events in each statement of an export. */
const atOnce = 1000

/** The forms in which the events are saved, by the ending of the file's name. */
const formats = {
  csv: { type: 'text/csv; charset=utf-8', head: csvHead, line: csvLine },
  jsonl: { type: 'application/jsonl', head: '', line: (event: OfficeEvent) => `${JSON.stringify(event)}\n` },
}

/**
 * The officer's room: who looked at which customer, whether the record is whole, and the open sessions. Officers see all tills, managers
 * those of their shop. Whatever is read here is itself an event, and nothing here changes one.
 */
export function officeRoutes(app: FastifyInstance, { callerOf, store, shopTills }: Parts) {
  const sessions = officeSessionsIn(store)

  /** The caller and what they may see; the entry is recorded, also where it is refused. */
  const enter = async (request: FastifyRequest, what: string, question: OfficeQuestion = {}) => {
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

  app.get('/api/office/events', { exposeHeadRoute: false }, async (request, reply) => {
    const question = questionIn(request)
    const { caller, scope } = await enter(request, 'events', question)
    const { rows, next } = await findEvents(store, question, scope)
    const events = rows.map((row) => toEvent(row, caller.staff, question.customer))
    return reply.send({ events, ...(next !== undefined && { next }) } satisfies OfficeEvents)
  })

  for (const [format, { type, head, line }] of Object.entries(formats))
    app.get(`/api/office/events.${format}`, { exposeHeadRoute: false }, async (request, reply) => {
      const question = questionIn(request)
      const { caller, scope } = await enter(request, format, question)
      async function* lines() {
        yield head
        for await (const row of everyEvent(store, question, scope))
          yield line(toEvent(row, caller.staff, question.customer))
      }
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="countersign-events.${format}"`)
        .send(Readable.from(lines()))
    })

  app.post('/api/office/verify', async (request, reply) => {
    await enter(request, 'verify')
    const { chains, entries, breaks, forgettings } = await verify(store)
    const told = forgettings.map(({ at, before, entries: gone }) => ({ at, before, entries: gone }))
    return reply.send({ chains, entries, breaks, forgettings: told } satisfies RecordVerdict)
  })

  app.get('/api/office/sessions', { exposeHeadRoute: false }, async (request, reply) => {
    const { caller, scope } = await enter(request, 'sessions')
    const answer: OfficeSessions = { sessions: await sessions.open(scope, caller) }
    return reply.send(answer)
  })

  /** Ends the open sessions that are meant, but never the one that asks. */
  const end = async (request: FastifyRequest, isMeant: (session: OfficeSession) => boolean) => {
    const { caller, scope } = await enter(request, 'sessions')
    const meant = (await sessions.open(scope, caller)).filter((session) => !session.isOwn && isMeant(session))
    if (meant.length === 0) throw new ProblemError('not_found')
    for (const { id, till } of meant) {
      const facts = { why: 'ended by an officer', ended: id, endedTill: till }
      // oxlint-disable-next-line no-await-in-loop -- each end is on the record before it takes place
      await caller.record({ action: 'session_end', outcome: 'done', facts })
      // oxlint-disable-next-line no-await-in-loop
      await sessions.end(id)
    }
  }

  app.post<{ Params: { id: string } }>('/api/office/sessions/:id/end', async (request, reply) => {
    await end(request, ({ id }) => id === request.params.id)
    return reply.code(204).send()
  })

  app.post<{ Params: { till: string } }>('/api/office/tills/:till/end', async (request, reply) => {
    await end(request, ({ till }) => till === request.params.till)
    return reply.code(204).send()
  })
}

/** `undefined` for whoever may not enter. Without a till there is no shop to be the manager of. */
function scopeOf({ who }: Caller, shopTills: Parts['shopTills']): Scope | undefined {
  if (who.isOfficer) return 'all'
  if (!who.isManager || who.till === undefined) return undefined
  const own = who.till.toLowerCase()
  return { tills: [own, ...(shopTills.get(own) ?? [])] }
}

function questionIn({ query }: FastifyRequest): OfficeQuestion {
  const reading = v.safeParse(officeQuestion, query)
  if (reading.success) return reading.output
  const [{ key } = { key: 'query' }]: readonly { key?: unknown }[] = reading.issues[0].path ?? []
  throw new ProblemError('bad_request', {
    path: reading.issues[0].expected === 'never' ? 'query' : String(key),
  })
}

async function* everyEvent(
  store: Store,
  question: OfficeQuestion,
  scope: Scope,
): AsyncGenerator<EventRow, void, undefined> {
  let after = question.after
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page after the other, so that memory stays small
    const { rows, next } = await findEvents(store, { ...question, after }, scope, atOnce)
    yield* rows
    after = next
  } while (after !== undefined)
}
