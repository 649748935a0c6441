import * as v from 'valibot'
import type { Store } from '../store/store.ts'
import { hashOf, noPrevious, type AuditEntry } from './audit-event.ts'
import { auditTable } from './audit-table.ts'

/** What a check has found: how much there is, and the first break of each chain that has one. */
export type Verdict = { chains: number; entries: number; breaks: Break[] }

export type Break = { chain: string; seq: number; what: 'edited' | 'missing' | 'cut off' }

const former = v.object({ formerChain: v.string(), formerSeq: v.number(), formerHash: v.string() })

const atOnce = 1000

/**
 * Walks along every chain. `edited`: what stands there is not what its hash was made of, or not what the next entry follows;
 * `missing`: there is no such entry, though there are later ones; `cut off`: another chain has seen the entry, and it is gone.
 */
export async function verify(store: Pick<Store, 'query'>): Promise<Verdict> {
  const table = auditTable(store)
  const breaks: Break[] = []
  const seen: { chain: string; seq: number; hash: string }[] = []
  let entries = 0
  const chains = await table.chains()
  for (const chain of chains) {
    let before: AuditEntry | undefined
    let broken: Break | undefined
    for (;;) {
      // One part after the other, so that a year of entries need not be in memory.
      // oxlint-disable-next-line no-await-in-loop
      const part = await table.part(chain, (before?.seq ?? 0) + 1, atOnce)
      for (const entry of part) {
        entries += 1
        broken ??= breakBetween(before, entry)
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
  for (const { chain, seq, hash } of seen) {
    // oxlint-disable-next-line no-await-in-loop -- few: one for each start of a gateway
    const [entry] = await table.part(chain, seq, 1)
    const isThere = entry?.seq === seq && entry.hash === hash
    if (!isThere && !breaks.some((each) => each.chain === chain && each.seq <= seq))
      breaks.push({ chain, seq, what: entry?.seq === seq ? 'edited' : 'cut off' })
  }
  return { chains: chains.length, entries, breaks }
}

function breakBetween(before: AuditEntry | undefined, entry: AuditEntry): Break | undefined {
  const { hash, ...hashed } = entry
  const { chain, seq } = entry
  const due = (before?.seq ?? 0) + 1
  if (seq !== due) return { chain, seq: due, what: 'missing' }
  if (hashOf(hashed) !== hash || entry.previous !== (before?.hash ?? noPrevious))
    return { chain, seq, what: 'edited' }
  return undefined
}
