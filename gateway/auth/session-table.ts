import * as v from 'valibot'
import type { Query, Store } from '#gateway/db/store.ts'
import { batched } from '#gateway/resilience/batch.ts'

const role = v.picklist(['associate', 'manager', 'officer'])

/** A colleague who can be picked at this till. */
const colleague = v.object({ id: v.string(), name: v.string() })

export type Colleague = v.InferOutput<typeof colleague>

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array)

const orAbsent = <const S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.nullable(schema),
    v.transform((value) => value ?? undefined),
  )

const row = v.pipe(
  v.object({
    token_hash: bytes,
    id: v.string(),
    till: v.string(),
    organisation: orAbsent(v.string()),
    role,
    associate_id: orAbsent(v.string()),
    counted_as: orAbsent(v.string()),
    staff: v.array(colleague),
    authorization_sealed: bytes,
    pin_sealed: orAbsent(bytes),
    created_at: v.date(),
    active_at: v.date(),
    locked_at: orAbsent(v.date()),
    is_anybody_paused: v.boolean(),
  }),
  v.transform(
    ({
      token_hash,
      associate_id,
      counted_as,
      authorization_sealed,
      pin_sealed,
      created_at,
      active_at,
      locked_at,
      is_anybody_paused,
      ...rest
    }) => ({
      ...rest,
      tokenHash: Buffer.from(token_hash),
      associateId: associate_id,
      /** The first associate who was picked in this session. A name that is picked later brings no new allowance of look-ups. */
      countedAs: counted_as,
      authorizationSealed: authorization_sealed,
      pinSealed: pin_sealed,
      createdAt: created_at.getTime(),
      activeAt: active_at.getTime(),
      isLocked: locked_at !== undefined,
      /** Whether any look-ups are paused. If so, the pauses must be checked for this session. */
      isAnybodyPaused: is_anybody_paused,
    }),
  ),
)

/** A session as stored. Times are epoch milliseconds of the gateway's clock. */
export type KeptSession = v.InferOutput<typeof row>

/** Who is at the till, and the credentials with which the vendor is called. */
export type Holder = Pick<
  KeptSession,
  'till' | 'organisation' | 'role' | 'associateId' | 'staff' | 'authorizationSealed' | 'pinSealed'
>

const holderColumns = 'till, organisation, role, associate_id, staff, authorization_sealed, pin_sealed'

const holderParams = (holder: Holder) => [
  holder.till,
  holder.organisation ?? null,
  holder.role,
  holder.associateId ?? null,
  JSON.stringify(holder.staff),
  holder.authorizationSealed,
  holder.pinSealed ?? null,
]

/** The statements about sessions. Each change is a single statement, so that other gateways cannot interfere. */
export function sessionTable({ query }: { query: Query } | Store) {
  const didChange = async (sql: string, params: Parameters<Query>[1]) =>
    (await query(`${sql} returning id`, params)).length > 0
  return {
    /** Looks a session up by the hash of its token. */
    find: batched<Buffer, KeptSession | undefined>(async (hashes) => {
      // Usually nothing is paused. Reading that here saves each look-up a statement.
      const rows = await query(
        `select token_hash, id, ${holderColumns}, counted_as, created_at, active_at, locked_at,
        exists (select from pauses) as is_anybody_paused from sessions where token_hash = any ($1::bytea[])`,
        [`{${hashes.map((hash) => `"\\\\x${hash.toString('hex')}"`).join()}}`],
      )
      const kept = new Map(v.parse(v.array(row), rows).map((each) => [each.tokenHash.toString('hex'), each]))
      return (hash) => kept.get(hash.toString('hex'))
    }),
    async add(id: string, tokenHash: Buffer, holder: Holder, now: number) {
      await query(
        `insert into sessions (id, token_hash, ${holderColumns}, counted_as, created_at, active_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, $10, $10)`,
        [id, tokenHash, ...holderParams(holder), new Date(now)],
      )
    },
    /** Opens a session under a new token. @returns false if the old token is no longer valid */
    unlock: (from: Buffer, to: Buffer, now: number) =>
      didChange(
        `update sessions set token_hash = $2, active_at = $3, locked_at = null, pin_failures = 0
        where token_hash = $1`,
        [from, to, new Date(now)],
      ),
    /** The same for an associate who has signed in again: the session starts anew. */
    takeOver: (from: Buffer, to: Buffer, holder: Holder, now: number) =>
      didChange(
        `update sessions set token_hash = $2, (${holderColumns}) = row($3, $4, $5, $6, $7::jsonb, $8, $9),
        counted_as = $6, created_at = $10, active_at = $10, locked_at = null, pin_failures = 0 where token_hash = $1`,
        [from, to, ...holderParams(holder), new Date(now)],
      ),
    async noteActivity(id: string, now: number) {
      await query('update sessions set active_at = $2 where id = $1 and locked_at is null', [
        id,
        new Date(now),
      ])
    },
    /** Also drops what a phone has sent or may still send: nobody at the till waits for it any more. */
    async lock(id: string, now: number) {
      await query(
        `with locking as (update sessions set locked_at = $2 where id = $1 and locked_at is null)
        delete from phone_photos where session = $1`,
        [id, new Date(now)],
      )
    },
    async chooseAssociate(id: string, associateId: string, pinSealed: Uint8Array | undefined) {
      await query(
        'update sessions set associate_id = $2, counted_as = coalesce(counted_as, $2), pin_sealed = $3 where id = $1',
        [id, associateId, pinSealed ?? null],
      )
    },
    async choosePin(id: string, pinSealed: Uint8Array) {
      await query('update sessions set pin_sealed = $2, pin_failures = 0 where id = $1', [id, pinSealed])
    },
    /** Counts a PIN attempt before it is checked, so that parallel attempts cannot exceed the limit. */
    async countPinTry(id: string): Promise<number> {
      const rows = await query(
        'update sessions set pin_failures = pin_failures + 1 where id = $1 returning pin_failures',
        [id],
      )
      return (
        v.parse(v.array(v.object({ pin_failures: v.number() })), rows)[0]?.pin_failures ??
        Number.POSITIVE_INFINITY
      )
    },
    end: (id: string) => didChange('delete from sessions where id = $1', [id]),
    /** Ends sessions that were last used, or signed in, before these times. */
    async sweep({ activeBefore, createdBefore }: { activeBefore: number; createdBefore: number }) {
      await query('delete from sessions where active_at < $1 or created_at < $2', [
        new Date(activeBefore),
        new Date(createdBefore),
      ])
    },
  }
}
