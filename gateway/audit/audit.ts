import { randomBytes } from 'node:crypto'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Store } from '#gateway/db/store.ts'
import { hashOf, noPrevious, type Actor, type AuditEntry, type AuditEvent } from './audit-event.ts'
import { auditTable } from './audit-table.ts'

export type Audit = {
  /**
   * Records an event before the answer is sent.
   *
   * @throws {ProblemError} `not_recorded`: nothing may be shown then
   */
  record(actor: Actor, event: AuditEvent): Promise<void>
  /**
   * The same for events that must not wait for the record or fail without it, such as a lock. The event is logged, and so is a
   * failure to record it.
   */
  note(actor: Actor, event: AuditEvent): void
  /** Resolves when no event is waiting to be written. */
  settle(): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    audit: Audit
  }
}

type Parts = { store: Store; log: Pick<FastifyBaseLogger, 'info' | 'error'>; now: () => number }
type Waiting = { actor: Actor; event: AuditEvent; at: number; settle: (isKept: boolean) => void }

/** Events beyond this queue length could not be written in time and are refused at once. */
const longestQueue = 1000
/** The most entries in one statement. */
const mostAtOnce = 200

/**
 * The audit record: a chain of entries, each with the hash of the entry before it. Events of one turn of the event loop, or those
 * that arrive while a statement runs, share one statement. Each gateway has its own chain, so that none waits for another.
 *
 * If a statement fails, it is unknown whether it was carried out. A new chain then begins, whose first entry names the last entry
 * known to be stored. The first chain after a start does the same with the latest entry of all chains. In this way a deleted end is
 * detected.
 */
export function openAudit({ store, log, now }: Parts): Audit {
  const table = auditTable(store)
  let queue: Waiting[] = []
  let writing: Promise<void> | undefined
  let head: AuditEntry | undefined
  let isSure = false

  const link = (
    before: AuditEntry | undefined,
    chain: string,
    { actor, event, at }: Omit<Waiting, 'settle'>,
  ) => {
    const entry = {
      chain,
      seq: (before?.seq ?? 0) + 1,
      at: new Date(at).toISOString(),
      session: actor.session ?? null,
      till: actor.till ?? null,
      associate: actor.associate ?? null,
      customerId: event.customerId ?? null,
      action: event.action,
      outcome: event.outcome,
      facts: event.facts ?? {},
      requestId: actor.requestId,
      previous: before?.hash ?? noPrevious,
    }
    return { ...entry, hash: hashOf(entry) }
  }

  /** The first entry of a new chain. */
  const opening = async (at: number) => {
    const former = head ?? (await table.latest())
    const facts: NonNullable<AuditEvent['facts']> =
      former === undefined
        ? {}
        : { formerChain: former.chain, formerSeq: former.seq, formerHash: former.hash }
    const event: AuditEvent = { action: 'opened', outcome: 'done', facts }
    const chain = randomBytes(9).toString('base64url')
    return link(undefined, chain, { actor: { requestId: '' }, event, at })
  }

  const write = async (batch: readonly Waiting[]) => {
    const entries: AuditEntry[] = isSure ? [] : [await opening(batch[0]?.at ?? now())]
    let before = entries[0] ?? head
    for (const each of batch) {
      before = link(before, before?.chain ?? '', each)
      entries.push(before)
    }
    isSure = false
    await table.add(entries)
    isSure = true
    head = before
  }

  const writeAll = async () => {
    while (queue.length > 0) {
      const batch = queue.slice(0, mostAtOnce)
      queue = queue.slice(mostAtOnce)
      // One batch after the other: each entry needs the hash of the entry before it.
      // oxlint-disable-next-line no-await-in-loop
      const isKept = await write(batch).then(
        () => true,
        (fault: unknown) => {
          log.error({ error: fault instanceof Error ? fault.name : typeof fault }, 'events were not recorded')
          return false
        },
      )
      for (const { settle } of batch) settle(isKept)
    }
    writing = undefined
  }

  const keep = (actor: Actor, event: AuditEvent) => {
    log.info({ audit: { ...actor, ...event } }, 'audit')
    if (queue.length >= longestQueue) return Promise.resolve(false)
    return new Promise<boolean>((settle) => {
      queue.push({ actor, event, at: now(), settle })
      writing ??= turnOfTheLoop().then(writeAll)
    })
  }

  return {
    async record(actor, event) {
      if (!(await keep(actor, event))) throw new ProblemError('not_recorded', { retryAfterSeconds: 3 })
    },
    note: (actor, event) => void keep(actor, event),
    settle: async () => writing,
  }
}
