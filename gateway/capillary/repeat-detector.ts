import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import type { ProblemCode } from '#contract/api/problem.ts'
import { Unasked } from '#gateway/resilience/not-attempted.ts'

/** Failures after which a browser asks again by itself, and a clerk by the button. */
const repeated = new Set<ProblemCode>(['vendor_down', 'vendor_busy', 'timed_out'])

/** Milliseconds within which it does. Who comes later than that has waited. */
const soon = 5_000
const mostRemembered = 1_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, where that may go on to the vendor. */
    askedBy: string
  }
}

/**
 * Tells which requests repeat what has just failed at the vendor: the same, by the same session. Every layer that tries again is
 * seen here, ours to come or a script of somebody's, without having to say so.
 *
 * @returns with which code the same request failed, where it did
 */
export function watchRepetition(app: FastifyInstance): (request: FastifyRequest) => ProblemCode | undefined {
  const failed = new Map<string, { code: ProblemCode; at: number }>()
  app.decorateRequest('askedBy', '')

  app.addHook('onResponse', async (request) => {
    const { failure, askedBy } = request
    if (failure === undefined || !repeated.has(failure.code) || askedBy === '') return
    // The vendor has not been asked for this one.
    if (failure.cause instanceof Unasked) return
    const key = keyOf(request)
    failed.delete(key)
    failed.set(key, { code: failure.code, at: performance.now() })
    const [oldest] = failed.keys()
    if (failed.size > mostRemembered && oldest !== undefined) failed.delete(oldest)
  })

  return (request) => {
    if (failed.size === 0) return undefined
    const key = keyOf(request)
    const last = failed.get(key)
    if (last === undefined) return undefined
    if (performance.now() - last.at < soon) return last.code
    failed.delete(key)
  }
}

/** Of what was asked only a digest is kept. */
const keyOf = ({ askedBy, method, url, body }: FastifyRequest) =>
  createHash('sha256')
    .update(JSON.stringify([askedBy, method, url, body ?? null]))
    .digest('base64')
