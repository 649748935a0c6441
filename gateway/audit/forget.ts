import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'
import type { KeepAnchor } from './anchors.ts'
import { openAudit } from './audit.ts'
import { auditTable } from './audit-table.ts'
import { factsOf, furthest, type Checkpoint } from './checkpoint.ts'
import { verify, type Break } from './verify.ts'

/** Entries per statement, so few that tills do not notice the delay. */
const atOnce = 2000

/**
 * @returns how many entries were deleted; or the breaks, if the record is broken: nothing is deleted then, because it could not be
 *   checked again
 */
export type Forgotten = { entries: number } | { breaks: Break[] }

/**
 * Deletes the entries before a time in such a way that `verify` can still prove the rest. First an event names the last deleted
 * entry of each chain and its hash; then the entries are deleted. An interrupted run can be repeated. Only the owner of the store
 * can do this.
 *
 * @param now the clock of the event
 * @param keepAnchor keeps the anchor of the event, without which `verify` does not believe it
 */
export async function forget(
  store: Store,
  before: Date,
  now = Date.now,
  keepAnchor?: KeepAnchor,
): Promise<Forgotten> {
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
  // A chain that is deleted completely stays named for as long as another chain names it as its predecessor.
  const gone = [...former.values()].filter(({ chain }) => !going.has(chain) && named.has(chain))
  const counts = await Promise.all(ends.map(({ chain, seq }) => table.countTo(chain, seq)))
  const entries = counts.reduce((sum, each) => sum + each, 0)
  if (entries === 0) return { entries }

  const upTo = [...ends, ...gone]
  const audit = openAudit({ store, log: quiet, now, keepAnchor })
  const [{ by }] = v.parse(
    v.tuple([v.object({ by: v.string() })]),
    await store.query('select current_user::text as by'),
  )
  const facts = factsOf({ before: before.toISOString(), entries, by, upTo })
  await audit.record({ requestId: '' }, { action: 'forgot', outcome: 'done', facts })
  await audit.close()
  for (const end of ends) await table.letGo(end, new Date(now()), atOnce)
  return { entries }
}

const quiet = { info: () => undefined, error: () => undefined }
