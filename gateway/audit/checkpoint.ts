import * as v from 'valibot'
import type { AuditEntry } from './audit-event.ts'

/** The entries of a chain up to and including this one may have been deleted; the next entry contains its hash. */
export type Checkpoint = { chain: string; seq: number; hash: string }

/**
 * The facts of a `forgot` event: the time before which entries were deleted, their number, the database role that did it, and the
 * checkpoints.
 */
export type Forgetting = { before: string; entries: number; by: string; upTo: Checkpoint[] }

const written = v.pipe(
  v.string(),
  v.regex(/^[\w-]+ \d{1,10} [0-9a-f]{64}$/),
  v.transform((text): Checkpoint => {
    const [chain = '', seq = '', hash = ''] = text.split(' ')
    return { chain, seq: Number(seq), hash }
  }),
)

const facts = v.object({ before: v.string(), entries: v.number(), by: v.string(), upTo: v.array(written) })

/** @returns `undefined` if the entry is not a `forgot` event */
export function forgettingIn({
  action,
  facts: told,
}: Pick<AuditEntry, 'action' | 'facts'>): Forgetting | undefined {
  const read = v.safeParse(facts, told)
  return action === 'forgot' && read.success ? read.output : undefined
}

export const factsOf = ({ upTo, ...rest }: Forgetting) => ({
  ...rest,
  upTo: upTo.map(({ chain, seq, hash }) => `${chain} ${seq} ${hash}`),
})

/** The latest checkpoint of each chain. */
export function furthest(checkpoints: readonly Checkpoint[]): ReadonlyMap<string, Checkpoint> {
  const ofChain = new Map<string, Checkpoint>()
  for (const each of checkpoints)
    if (each.seq > (ofChain.get(each.chain)?.seq ?? 0)) ofChain.set(each.chain, each)
  return ofChain
}
