import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Query, Store } from '#gateway/db/store.ts'
import { networkOf } from './network.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'

/** An attempt to sign in that may be made. It counts as failed until somebody says otherwise. */
export type Attempt = {
  /** The credentials were right: what was tried at this till before is forgotten. */
  succeed(): Promise<void>
  /** Nobody could be asked: it was no attempt. */
  takeBack(): Promise<void>
}

export type Throttle = ReturnType<typeof throttleSignIns>

type Subject = { hash: Buffer; freeTries: number }

/** A store's tills may share one address. */
const freeTries = { till: 5, address: 30 }

const shortestWait = 30_000
const longestWait = 900_000
/** Milliseconds after which a subject that did not fail again starts afresh. */
const memory = 900_000

/**
 * Slows sign-ins per till and per address, in the store, where all gateways count together. After the free tries, each further one
 * has to wait twice as long as the one before, up to a quarter of an hour; nobody is ever locked out for good. Subjects are kept as
 * hashes: people type passwords into the wrong field.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#login-throttling
 */
export function throttleSignIns(store: Store, keys: SessionKeys, now: () => number) {
  const hashOf = (what: string) => createHmac('sha256', keys[0]).update(`sign-in attempt\n${what}`).digest()
  return {
    /** A short mark by which log lines about one till can be told to be so, whatever was typed. */
    markOf: (till: string) => hashOf(`till\n${till.toLowerCase()}`).toString('hex').slice(0, 12),

    /** @throws {ProblemError} `slow_down`, with the seconds until the next attempt may be made */
    async begin(till: string, address: string): Promise<Attempt> {
      const ofTill = { hash: hashOf(`till\n${till.toLowerCase()}`), freeTries: freeTries.till }
      const ofAddress = { hash: hashOf(`address\n${networkOf(address)}`), freeTries: freeTries.address }
      await store.transaction(async (query) => {
        // Always in this order, so that two attempts never wait for each other.
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

/** Milliseconds until the try after this many failed ones. */
const waitAfter = (failures: number, free: number) =>
  failures < free ? 0 : Math.min(shortestWait * 2 ** (failures - free), longestWait)
