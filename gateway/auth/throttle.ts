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

/** A till from one network, a till from networks where it has never signed in, and an address, which the tills of a store may share. */
const freeTries = { tillThere: 5, till: 30, address: 30 }

const shortestWait = 30_000
const longestWait = 900_000
/** Milliseconds without a failure after which a subject starts afresh. */
const memory = 900_000
/** Milliseconds without a sign-in after which a network is no longer known as a till's. */
const networkMemory = 90 * 86_400_000

/**
 * Throttles sign-ins per till and network, and per address. Wrong passwords from elsewhere never shut a till out where it has signed
 * in before; for all other networks together they count too. The counts are in the store, so that all gateways count together. After
 * the free tries, each further try must wait twice as long as the one before, up to a quarter of an hour; nobody is locked out
 * permanently. Subjects are kept as hashes, because people type passwords into the wrong field.
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
      const [name, network] = [till.toLowerCase(), networkOf(address)]
      const ofTill = { hash: hashOf(`till\n${name}`), freeTries: freeTries.till }
      const there = { hash: hashOf(`till there\n${name}\n${network}`), freeTries: freeTries.tillThere }
      const ofAddress = { hash: hashOf(`address\n${network}`), freeTries: freeTries.address }
      const known = await store.query('select 1 from known_networks where subject = $1', [there.hash])
      // The order is fixed, so that two attempts never deadlock.
      const subjects = known.length > 0 ? [there, ofAddress] : [ofTill, there, ofAddress]
      await store.transaction(async (query) => {
        for (const each of subjects) {
          // oxlint-disable-next-line no-await-in-loop
          await count(query, each, now())
        }
      })
      const takeBack = ({ hash }: Subject) =>
        store.query(
          'update sign_in_attempts set failures = greatest(failures - 1, 0), blocked_until = last_at where subject = $1',
          [hash],
        )
      return {
        async succeed() {
          await store.query('delete from sign_in_attempts where subject in ($1, $2)', [
            ofTill.hash,
            there.hash,
          ])
          await takeBack(ofAddress)
          await store.query(
            `insert into known_networks (subject, at) values ($1, $2)
              on conflict (subject) do update set at = excluded.at`,
            [there.hash, new Date(now())],
          )
        },
        async takeBack() {
          await Promise.all(subjects.map(takeBack))
        },
      }
    },

    async sweep() {
      await store.query('delete from sign_in_attempts where blocked_until < $1', [new Date(now() - memory)])
      await store.query('delete from known_networks where at < $1', [new Date(now() - networkMemory)])
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
