import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import type { ProblemCode } from '#contract/api/problem.ts'
import { NotAttempted } from '#gateway/resilience/not-attempted.ts'

/** Failures after which the browser asks again by itself, and the associate by the button. */
const repeated = new Set<ProblemCode>(['vendor_down', 'vendor_busy', 'timed_out'])

/** Milliseconds. A repetition later than this has waited long enough to count as a new request. */
const soon = 5_000
const mostRemembered = 1_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Identifies the caller, if the request may reach the vendor; otherwise empty. */
    askedBy: string
  }
}

/**
 * Detects requests that repeat one that has just failed at the vendor: the same request by the same session. This covers every
 * layer that retries, ours or a third party's script, without its cooperation.
 *
 * @returns a function that gives the code with which the same request failed, or `undefined`
 */
export function detectRepetition(app: FastifyInstance): (request: FastifyRequest) => ProblemCode | undefined {
  const failed = new Map<string, { code: ProblemCode; at: number }>()
  app.decorateRequest('askedBy', '')

  app.addHook('onResponse', async (request) => {
    const { failure, askedBy } = request
    if (failure === undefined || !repeated.has(failure.code) || askedBy === '') return
    // The vendor was not asked for this request.
    if (failure.cause instanceof NotAttempted) return
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

/** The request itself is not kept, only a digest of it. */
const keyOf = ({ askedBy, method, url, body }: FastifyRequest) =>
  createHash('sha256')
    .update(JSON.stringify([askedBy, method, url, body ?? null]))
    .digest('base64')
