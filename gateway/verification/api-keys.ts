import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { networkOf } from '#gateway/auth/network.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'

/** Wrong keys from one network, or times that one wrong key is given, within a minute, until the answer is to wait. */
const mostWrong = 20
const minute = 60

const hashOf = (text: string) => createHash('sha256').update(text).digest()

export type RequireKey = (request: FastifyRequest) => Promise<void>

/**
 * Checks calls of a store's systems, which have a key instead of a session: `Authorization: Bearer …`. Calls from browsers are
 * refused.
 *
 * @returns a function that throws {ProblemError} `wrong_credentials`, `slow_down` or `cross_site`
 * @see https://www.rfc-editor.org/rfc/rfc6750
 */
export function requireKey(store: Store, keys: readonly string[]): RequireKey {
  const wrong = counterIn(store, 'wrong keys')
  const hashes = keys.map(hashOf)
  return async (request) => {
    const { headers, ip } = request
    if (headers['sec-fetch-site'] !== undefined || headers.origin !== undefined)
      throw new ProblemError('cross_site')
    const given = hashOf(/^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '')
    let isRight = false
    for (const each of hashes) isRight = timingSafeEqual(each, given) || isRight
    // Wrong keys, of whoever shares the address, never shut the right one out. It is too long to be guessed.
    if (isRight) return
    const counts = [
      await wrong.add(networkOf(ip), minute),
      await wrong.add(given.toString('base64url'), minute),
    ]
    const over = counts.find(({ count }) => count > mostWrong)
    if (over === undefined) throw new ProblemError('wrong_credentials')
    throw new ProblemError('slow_down', { retryAfterSeconds: Math.ceil(over.milliseconds / 1000) })
  }
}
