import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'
import { openAudit } from './audit.ts'
import { auditTable } from './audit-table.ts'
import { factsOf, furthest, type Checkpoint } from './checkpoint.ts'
import { verify, type Break } from './verify.ts'

/** Entries of one statement, which is over well before a till would notice. */
const atOnce = 2000

/** @returns how many entries went, or where the record is broken: then nothing goes, since what goes can't be checked again */
export type Forgotten = { entries: number } | { breaks: Break[] }

/**
 * Lets go of the entries before a time, so that `verify` proves the rest: first an event of the record names for each chain the last
 * entry that goes and its hash, then they go. Interrupted, it is run again. Only the owner of the store can do it.
 *
 * @param now the clock of the event
 */
export async function forget(store: Store, before: Date, now = Date.now): Promise<Forgotten> {
  const { breaks, forgettings } = await verify(store)
  if (breaks.length > 0) return { breaks }
  const table = auditTable(store)
  const former = furthest(forgettings.flatMap(({ upTo }) => upTo))
  const ends: Checkpoint[] = []
  const named = new Set<string>()
  for (const chain of await table.chains()) {
    const end = (await table.endBefore(chain, before)) ?? former.get(chain)
    if (end === undefined) named.add(await table.formerOf(chain))
    else ends.push(end)
  }
  const going = furthest(ends)
  // Chains that are gone altogether are named as long as one that is there says to have followed them.
  const gone = [...former.values()].filter(({ chain }) => !going.has(chain) && named.has(chain))
  const counts = await Promise.all(ends.map(({ chain, seq }) => table.countTo(chain, seq)))
  const entries = counts.reduce((sum, each) => sum + each, 0)
  if (entries === 0) return { entries }

  const upTo = [...ends, ...gone]
  const audit = openAudit({ store, log: quiet, now })
  const [{ by }] = v.parse(
    v.tuple([v.object({ by: v.string() })]),
    await store.query('select current_user::text as by'),
  )
  const facts = factsOf({ before: before.toISOString(), entries, by, upTo })
  await audit.record({ requestId: '' }, { action: 'forgot', outcome: 'done', facts })
  for (const end of ends) await table.letGo(end, new Date(now()), atOnce)
  return { entries }
}

const quiet = { info: () => undefined, error: () => undefined }
