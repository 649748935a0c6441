import { randomBytes } from 'node:crypto'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { isRefusal, toldOfFault } from '#gateway/db/store-fault.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { KeepAnchor } from './anchors.ts'
import { hashOf, noPrevious, type Actor, type AuditEntry, type AuditEvent } from './audit-event.ts'
import { auditTable } from './audit-table.ts'

export type Audit = {
  /**
   * Records an event before the answer is sent.
   *
   * @throws {ProblemError} `not_recorded`: nothing may be shown then
   */
  record(actor: Actor, event: AuditEvent): Promise<void>
  /** Resolves when no event is waiting to be written, and the chain's end is anchored. */
  close(): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    audit: Audit
  }
}

type Parts = {
  store: Store
  log: Pick<FastifyBaseLogger, 'info' | 'error'>
  now: () => number
  /** Keeps an anchor in another place than the log. */
  keepAnchor?: KeepAnchor | undefined
}
type Waiting = { actor: Actor; event: AuditEvent; at: number; settle: (isKept: boolean) => void }

/** Events beyond this queue length could not be written in time and are refused at once. */
const longestQueue = 1000
/** The most entries in one statement. */
const mostAtOnce = 200
/** Milliseconds between two anchors of a chain that grows. */
const anchorEvery = 60_000

/**
 * The audit record: a chain of entries, each with the hash of the entry before it. Events of one turn of the event loop, or those
 * that arrive while a statement runs, share one statement. Each gateway has its own chain, so that none waits for another.
 *
 * If a statement fails, a new chain begins, whose first entry names the last entry known to be stored. The first chain after a start
 * does the same with the latest entry of all chains. In this way a deleted end is detected. The end of the chain is also written to the
 * log at intervals and when the chain ends, as an anchor outside the database.
 *
 * If the store refuses a statement, its events are written one by one, so that no event takes others with it.
 */
export function openAudit({ store, log, now, keepAnchor }: Parts): Audit {
  const table = auditTable(store)
  let queue: Waiting[] = []
  let writing: Promise<void> | undefined
  let head: AuditEntry | undefined
  let anchored: AuditEntry | undefined
  let isSure = false

  const anchorHead = async () => {
    if (head === undefined || head === anchored) return
    const { chain, seq, hash } = head
    anchored = head
    const anchor = { chain, seq, hash, at: new Date(now()).toISOString() }
    log.info({ auditAnchor: anchor }, 'audit anchor')
    await keepAnchor?.(anchor).catch((fault: unknown) =>
      log.error(toldOfFault(fault), 'the anchor was not kept outside the log'),
    )
  }
  const anchoring = setInterval(() => void anchorHead(), anchorEvery).unref()

  const opening = async (at: number) => {
    await anchorHead()
    return firstEntry(head ?? (await table.latest()), at)
  }

  const write = async (batch: readonly Waiting[]) => {
    const entries: AuditEntry[] = isSure ? [] : [await opening(batch[0]?.at ?? now())]
    let before = entries[0] ?? head
    for (const each of batch) {
      before = entryAfter(before, before?.chain ?? '', each)
      entries.push(before)
    }
    isSure = false
    await table.add(entries)
    isSure = true
    head = before
  }

  const tryToWrite = (batch: readonly Waiting[]): Promise<'kept' | 'refused' | 'failed'> =>
    write(batch).then(
      () => 'kept',
      (fault: unknown) => {
        log.error(toldOfFault(fault), 'events were not recorded')
        return isRefusal(fault) ? 'refused' : 'failed'
      },
    )

  /** @returns how many of the events, from the first on, have been settled: fewer than all if the store takes nothing at all */
  const writeOneByOne = async (batch: readonly Waiting[]) => {
    for (const [at, each] of batch.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await tryToWrite([each])
      // oxlint-disable-next-line no-await-in-loop
      const isToldAtLeast = outcome === 'refused' && (await tryToWrite([unwritable(each)])) === 'kept'
      if (outcome !== 'kept' && !isToldAtLeast) return at
      each.settle(outcome === 'kept')
    }
    return batch.length
  }

  const writeAll = async () => {
    while (queue.length > 0) {
      const batch = queue.slice(0, mostAtOnce)
      queue = queue.slice(mostAtOnce)
      // One batch after the other: each entry needs the hash of the entry before it.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await tryToWrite(batch)
      // oxlint-disable-next-line no-await-in-loop
      const settled = outcome === 'refused' ? await writeOneByOne(batch) : 0
      for (const { settle } of batch.slice(settled)) settle(outcome === 'kept')
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
    async close() {
      clearInterval(anchoring)
      await writing
      await anchorHead()
    },
  }
}

function entryAfter(
  before: AuditEntry | undefined,
  chain: string,
  { actor, event, at }: Omit<Waiting, 'settle'>,
): AuditEntry {
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

/** The first entry of a new chain, which names the entry before it. */
function firstEntry(former: AuditEntry | undefined, at: number) {
  const facts: NonNullable<AuditEvent['facts']> =
    former === undefined ? {} : { formerChain: former.chain, formerSeq: former.seq, formerHash: former.hash }
  const event: AuditEvent = { action: 'opened', outcome: 'done', facts }
  return entryAfter(undefined, randomBytes(9).toString('base64url'), {
    actor: { requestId: '' },
    event,
    at,
  })
}

/** What is recorded in the place of an event that the store refuses: its kind and time, in our own words. */
const unwritable = ({ actor, event, ...rest }: Waiting): Waiting => ({
  ...rest,
  actor: { requestId: actor.requestId },
  event: { action: 'unwritable', outcome: event.action },
})
