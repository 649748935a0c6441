import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'
import { hashOf, noPrevious, type AuditEntry } from './audit-event.ts'
import { auditTable } from './audit-table.ts'
import { forgettingIn, furthest, type Checkpoint, type Forgetting } from './checkpoint.ts'

/**
 * The result of a check: the number of chains and entries, the first break of each broken chain, and the recorded deletions with
 * their times.
 */
export type Verdict = {
  chains: number
  entries: number
  breaks: Break[]
  forgettings: (Forgetting & Pick<AuditEntry, 'at' | 'chain' | 'seq'>)[]
}

export type Break = { chain: string; seq: number; what: 'edited' | 'missing' | 'cut off' | 'not anchored' }

const former = v.object({ formerChain: v.string(), formerSeq: v.number(), formerHash: v.string() })

const atOnce = 1000

/**
 * Checks every chain. `edited`: an entry does not match its own hash, or not the hash in the next entry. `missing`: an entry is
 * missing although there are later ones. `cut off`: another chain or an anchor names an entry that is gone. A chain may begin
 * after its first entry if a `forgot` event, itself in a chain, says that the earlier ones were deleted. With anchors such an event must
 * be anchored: `not anchored` if somebody else than `npm run audit -- forget` has written it.
 *
 * @param anchors ends of chains, kept outside the database
 */
export async function verify(
  store: Pick<Store, 'query'>,
  anchors: readonly Checkpoint[] = [],
): Promise<Verdict> {
  const table = auditTable(store)
  const forgettings = (await table.forgot()).flatMap((entry) => {
    const told = forgettingIn(entry)
    return told === undefined ? [] : [{ ...told, at: entry.at, chain: entry.chain, seq: entry.seq }]
  })
  const checkpoints = furthest(forgettings.flatMap(({ upTo }) => upTo))
  const breaks: Break[] = []
  const anchored = furthest(anchors)
  const seen: Checkpoint[] = []
  let entries = 0
  const chains = await table.chains()
  for (const chain of chains) {
    let before: AuditEntry | undefined
    let broken: Break | undefined
    for (;;) {
      // Part by part, so that a year of entries need not fit in memory.
      // oxlint-disable-next-line no-await-in-loop
      const part = await table.part(chain, (before?.seq ?? 0) + 1, atOnce)
      for (const entry of part) {
        entries += 1
        broken ??= breakBetween(before, entry, checkpoints.get(chain))
        before = entry
        const link = v.safeParse(former, entry.facts)
        if (entry.action === 'opened' && link.success)
          seen.push({
            chain: link.output.formerChain,
            seq: link.output.formerSeq,
            hash: link.output.formerHash,
          })
      }
      if (part.length < atOnce) break
    }
    if (broken !== undefined) breaks.push(broken)
  }
  // The last anchor of a chain is enough, because a hash covers all entries before it.
  for (const { chain, seq, hash } of [...seen, ...anchored.values()]) {
    const checkpoint = checkpoints.get(chain)
    // Deleted entries cannot be checked; only the hash of the last one is still known.
    if (
      checkpoint !== undefined &&
      (seq < checkpoint.seq || (seq === checkpoint.seq && hash === checkpoint.hash))
    )
      continue
    // oxlint-disable-next-line no-await-in-loop -- few: one for each start of a gateway
    const [entry] = await table.part(chain, seq, 1)
    const isThere = entry?.seq === seq && entry.hash === hash
    if (!isThere && !breaks.some((each) => each.chain === chain && each.seq <= seq))
      breaks.push({ chain, seq, what: entry?.seq === seq ? 'edited' : 'cut off' })
  }
  if (anchored.size > 0)
    for (const { chain, seq } of forgettings)
      if (seq > (anchored.get(chain)?.seq ?? 0)) breaks.push({ chain, seq, what: 'not anchored' })
  return { chains: chains.length, entries, breaks, forgettings }
}

function breakBetween(
  before: AuditEntry | undefined,
  entry: AuditEntry,
  checkpoint: Checkpoint | undefined,
): Break | undefined {
  const { hash, ...hashed } = entry
  const { chain, seq } = entry
  const due = (before?.seq ?? 0) + 1
  // If a deletion was interrupted, some of the entries before the checkpoint still exist.
  const isBeginning = before === undefined && checkpoint !== undefined && seq <= checkpoint.seq + 1
  if (seq !== due && !isBeginning)
    return { chain, seq: Math.max(due, (checkpoint?.seq ?? 0) + 1), what: 'missing' }
  const isOfCheckpoint = checkpoint?.seq !== seq || checkpoint.hash === hash
  if (hashOf(hashed) !== hash || !isOfCheckpoint || !follows(before, entry, checkpoint))
    return { chain, seq, what: 'edited' }
  return undefined
}

function follows(
  before: AuditEntry | undefined,
  { seq, previous }: AuditEntry,
  checkpoint: Checkpoint | undefined,
) {
  if (before !== undefined) return previous === before.hash
  if (seq === 1) return previous === noPrevious
  return seq <= (checkpoint?.seq ?? 0) || previous === checkpoint?.hash
}
