import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Query, Store } from '#gateway/db/store.ts'
import { networkOf } from './network.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'

/** A sign-in attempt that may be made. It counts as failed until its outcome is reported. */
export type Attempt = {
  /** The credentials were right: earlier failures at this till are forgotten. */
  succeed(): Promise<void>
  /** The credentials could not be checked: the attempt does not count. */
  takeBack(): Promise<void>
}

export type Throttle = ReturnType<typeof throttleSignIns>

type Subject = { hash: Buffer; freeTries: number }

/** The tills of a store may share one address. */
const freeTries = { till: 5, address: 30 }

const shortestWait = 30_000
const longestWait = 900_000
/** Milliseconds without a failure after which a subject starts afresh. */
const memory = 900_000

/**
 * Throttles sign-ins per till and per address. The counts are in the store, so that all gateways count together. After the free
 * tries, each further try must wait twice as long as the one before, up to a quarter of an hour; nobody is locked out permanently.
 * Subjects are kept as hashes, because people type passwords into the wrong field.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#login-throttling
 */
export function throttleSignIns(store: Store, keys: SessionKeys, now: () => number) {
  const hashOf = (what: string) => createHmac('sha256', keys[0]).update(`sign-in attempt\n${what}`).digest()
  return {
    /** A short hash that links the log lines of one till without showing what was typed. */
    markOf: (till: string) => hashOf(`till\n${till.toLowerCase()}`).toString('hex').slice(0, 12),

    /** @throws {ProblemError} `slow_down`, with the seconds until the next attempt may be made */
    async begin(till: string, address: string): Promise<Attempt> {
      const ofTill = { hash: hashOf(`till\n${till.toLowerCase()}`), freeTries: freeTries.till }
      const ofAddress = { hash: hashOf(`address\n${networkOf(address)}`), freeTries: freeTries.address }
      await store.transaction(async (query) => {
        // The order is fixed, so that two attempts never deadlock.
        await count(query, ofTill, now())
        await count(query, ofAddress, now())
      })
      const takeBack = ({ hash }: Subject) =>
        store.query(
          'update sign_in_attempts set failures = greatest(failures - 1, 0), blocked_until = last_at where subject = $1',
          [hash],
        )
      return {
        async succeed() {
          await store.query('delete from sign_in_attempts where subject = $1', [ofTill.hash])
          await takeBack(ofAddress)
        },
        async takeBack() {
          await takeBack(ofTill)
          await takeBack(ofAddress)
        },
      }
    },

    async sweep() {
      await store.query('delete from sign_in_attempts where blocked_until < $1', [new Date(now() - memory)])
    },
  }
}

const counted = v.array(v.object({ failures: v.number(), blocked_until: v.date() }))

async function count(query: Query, subject: Subject, now: number) {
  await query(
    `insert into sign_in_attempts (subject, failures, last_at, blocked_until) values ($1, 0, $2, $2)
    on conflict do nothing`,
    [subject.hash, new Date(now)],
  )
  const rows = await query(
    'select failures, blocked_until from sign_in_attempts where subject = $1 for update',
    [subject.hash],
  )
  const [{ failures, blocked_until } = { failures: 0, blocked_until: new Date(now) }] = v.parse(counted, rows)
  const wait = blocked_until.getTime() - now
  if (wait > 0) throw new ProblemError('slow_down', { retryAfterSeconds: Math.ceil(wait / 1000) })
  const tries = wait < -memory ? 1 : failures + 1
  await query(
    'update sign_in_attempts set failures = $2, last_at = $3, blocked_until = $4 where subject = $1',
    [subject.hash, tries, new Date(now), new Date(now + waitAfter(tries, subject.freeTries))],
  )
}

/** Milliseconds until the next try, after this many failures. */
const waitAfter = (failures: number, free: number) =>
  failures < free ? 0 : Math.min(shortestWait * 2 ** (failures - free), longestWait)
