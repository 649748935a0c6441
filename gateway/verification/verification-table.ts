import * as v from 'valibot'
import { factor, verificationResult, type Verification } from '#contract/api/verification.ts'
import { isSameSale, keptSale } from '#contract/api/sale.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Query, Store } from '#gateway/db/store.ts'
import { newReceipt } from './receipt.ts'

const row = v.pipe(
  v.object({
    receipt: v.string(),
    session: v.string(),
    customer_id: v.string(),
    purpose: v.string(),
    result: verificationResult,
    by_photo: v.boolean(),
    factors: v.array(factor),
    sale: keptSale,
    decided_at: v.date(),
    recorded_at: v.nullable(v.date()),
    undone_at: v.nullable(v.date()),
    till: v.nullable(v.string()),
    spent_by: v.nullable(v.string()),
  }),
  v.transform(({ customer_id, by_photo, decided_at, recorded_at, undone_at, spent_by, ...rest }) => ({
    ...rest,
    userId: customer_id,
    byPhoto: by_photo,
    decidedAt: decided_at,
    isRecorded: recorded_at !== null,
    isUndone: undone_at !== null,
    /** The till system's id of what the receipt was spent on. */
    spentBy: spent_by,
  })),
)

const checkRow = v.object({ at: v.date(), associate: v.nullable(v.string()) })

export type KeptVerification = v.InferOutput<typeof row>

/** One decision of an associate: whose, about whom, and the key that identifies a repeated request. */
export type Answered = Pick<
  KeptVerification,
  'userId' | 'purpose' | 'result' | 'byPhoto' | 'factors' | 'sale'
> & {
  session: string
  till: string | undefined
  associate: string | undefined
  key: string
  /** The receipt of the earlier decision that this one replaces. */
  after: string | undefined
}

const columns =
  'receipt, session, customer_id, purpose, result, by_photo, factors, sale, till, decided_at, recorded_at, undone_at, spent_by'

/** Milliseconds for which another request may take to record a decision. After that it counts as dead. */
const lease = 10_000

export type VerificationTable = ReturnType<typeof verificationTable>

/** The decisions that a store's systems may ask for. They are kept for some days, then deleted. */
export function verificationTable(store: Store, undoMilliseconds: number) {
  const read = async (query: Query, sql: string, params: Parameters<Query>[1]) =>
    v.parse(v.array(row), await query(sql, params))

  const isInRecord = async (
    action: string,
    { receipt, userId }: Pick<KeptVerification, 'receipt' | 'userId'>,
  ) =>
    (
      await store.query(
        `select 1 from audit_events where customer_id = $1 and action = $2 and facts->>'receipt' = $3 limit 1`,
        [userId, action, receipt],
      )
    ).length > 0

  return {
    /**
     * Keeps a decision once: a repeated key returns the same decision, and two tabs cannot decide about one customer at the same
     * time.
     *
     * @throws {ProblemError} `already_decided`, or `bad_request` if the key belongs to another decision
     */
    add(answered: Answered, now: number): Promise<{ kept: KeptVerification; isNew: boolean }> {
      const { session, till, associate, key, userId, purpose, result, byPhoto, factors, sale, after } =
        answered
      return store.transaction(async (query) => {
        await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${session} ${userId}`])
        const [known] = await read(
          query,
          `select ${columns} from verifications where session = $1 and key = $2`,
          [session, key],
        )
        if (known !== undefined) {
          if (
            known.userId !== userId ||
            known.result !== result ||
            known.purpose !== purpose ||
            !isSameSale(known.sale, sale)
          )
            throw new ProblemError('bad_request', { path: 'key' })
          return { kept: known, isNew: false }
        }
        const [standing] = await read(
          query,
          `select ${columns} from verifications where session = $1 and customer_id = $2 and undone_at is null
            and decided_at > $3 order by decided_at desc limit 1`,
          [session, userId, new Date(now - undoMilliseconds)],
        )
        if (standing !== undefined && standing.receipt !== after)
          throw new ProblemError('already_decided', {
            retryAfterSeconds: Math.ceil((standing.decidedAt.getTime() + undoMilliseconds - now) / 1000),
          })
        const [kept] = await read(
          query,
          `insert into verifications
            (receipt, session, till, associate, key, customer_id, purpose, result, by_photo, factors, sale, decided_at, leased_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12, $12) returning ${columns}`,
          [
            newReceipt(),
            session,
            till ?? null,
            associate ?? null,
            key,
            userId,
            purpose,
            result,
            byPhoto,
            JSON.stringify(factors),
            JSON.stringify(sale),
            new Date(now),
          ],
        )
        if (kept === undefined) throw new Error('an inserted row was not returned')
        return { kept, isNew: true }
      })
    },

    /** The last decision of a session about a customer since a time, unless it was taken back. */
    async latest(session: string, userId: string, since: number): Promise<KeptVerification | undefined> {
      const [latest] = await read(
        store.query,
        `select ${columns} from verifications where session = $1 and customer_id = $2 and undone_at is null
          and recorded_at is not null and decided_at > $3 order by decided_at desc limit 1`,
        [session, userId, new Date(since)],
      )
      return latest
    },

    /** When a customer was last answered for, at any till, and by whom; answers that were taken back do not count. */
    async lastCheck(userId: string): Promise<{ at: Date; associate: string | null } | undefined> {
      const rows = await store.query(
        `select decided_at as at, associate from verifications where customer_id = $1 and undone_at is null
          and recorded_at is not null order by decided_at desc limit 1`,
        [userId],
      )
      return v.parse(v.array(checkRow), rows)[0]
    },

    /**
     * Whether this request must record a decision that another request kept but did not record.
     *
     * @throws {ProblemError} `not_recorded` while the other request may still be working on it
     */
    async takeUp({ receipt, userId }: KeptVerification, now: number): Promise<boolean> {
      const taken = await store.query(
        'update verifications set leased_at = $2 where receipt = $1 and recorded_at is null and leased_at < $3 returning 1',
        [receipt, new Date(now), new Date(now - lease)],
      )
      if (taken.length === 0) throw new ProblemError('not_recorded', { retryAfterSeconds: 1 })
      return !(await isInRecord('decision', { receipt, userId }))
    },

    async markRecorded(receipt: string, now: number) {
      await store.query('update verifications set recorded_at = $2 where receipt = $1', [
        receipt,
        new Date(now),
      ])
    },

    /** Deletes a decision that could not be recorded. */
    async drop(receipt: string) {
      await store.query('delete from verifications where receipt = $1 and recorded_at is null', [receipt])
    },

    /**
     * Takes a decision back, unless its receipt is spent on a redemption here.
     *
     * @returns the decision, and whether taking it back must still be recorded
     * @throws {ProblemError} `undo_over`, also for decisions of others
     */
    async undo(receipt: string, session: string, userId: string, now: number) {
      const [undone] = await read(
        store.query,
        `update verifications set undone_at = coalesce(undone_at, $5)
          where receipt = $1 and session = $2 and customer_id = $3 and recorded_at is not null
          and (spent_by is null or spent_by not like 'redemption %')
          and (undone_at is not null or decided_at > $4) returning ${columns}`,
        [receipt, session, userId, new Date(now - undoMilliseconds), new Date(now)],
      )
      if (undone === undefined) throw new ProblemError('undo_over')
      return { undone, isRecorded: await isInRecord('undo', undone) }
    },

    async find(receipt: string): Promise<KeptVerification | undefined> {
      const [found] = await read(
        store.query,
        `select ${columns} from verifications where receipt = $1 and recorded_at is not null`,
        [receipt],
      )
      return found
    },

    /**
     * Makes a decision the answer to one hand-over.
     *
     * @returns false if it is the answer to another one
     */
    async answerHandOver(receipt: string, handOver: string): Promise<boolean> {
      const bound = await store.query(
        `update verifications set hand_over = $2
          where receipt = $1 and undone_at is null and (hand_over is null or hand_over = $2) returning 1`,
        [receipt, handOver],
      )
      return bound.length > 0
    },

    /**
     * Spends a receipt on one use; again on the same one changes nothing.
     *
     * @returns false if it is spent on another one, or was taken back
     */
    async spend(receipt: string, by: string, now: number): Promise<boolean> {
      const spent = await store.query(
        `update verifications set spent_by = $2, spent_at = coalesce(spent_at, $3)
          where receipt = $1 and undone_at is null and (spent_by is null or spent_by = $2) returning 1`,
        [receipt, by, new Date(now)],
      )
      return spent.length > 0
    },

    async sweep(before: number) {
      await store.query('delete from verifications where decided_at < $1', [new Date(before)])
    },
  }
}

/** The part of a decision that is returned to a system with its receipt and a key. */
export const toVerification = ({
  receipt,
  userId,
  purpose,
  result,
  byPhoto,
  factors,
  sale,
  decidedAt,
  isUndone,
}: KeptVerification): Verification => ({
  receipt,
  userId,
  purpose,
  result: isUndone ? 'withdrawn' : result,
  byPhoto,
  factors,
  ...sale,
  decidedAt: decidedAt.toISOString(),
})
