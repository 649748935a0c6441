import type { FastifyInstance } from 'fastify'
import { timing, type TillSpeed, type Timing } from '#contract/api/timings.ts'
import type { Metrics } from './metrics/metrics.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

/** The latest look-ups kept for each till; then the most tills kept. */
const mostLookUps = 200
const mostTills = 1000

type Parts = { callerOf: CallerOf; metrics: Metrics | undefined }

/**
 * How fast look-ups are at the till. Browsers report it, the gateway keeps it in memory for each till, and the till's screen shows
 * it: a till that has become slow is noticed before anybody complains.
 */
export function timingsRoutes(app: FastifyInstance, { callerOf, metrics }: Parts) {
  const byTill = new Map<string, Timing[]>()

  app.post('/api/timings', async (request, reply) => {
    const told = readBody(timing, request.body)
    const { who } = await callerOf(request)
    const till = who.till ?? ''
    metrics?.noteTiming(till, told)
    const before = byTill.get(till) ?? []
    // Moves this till to the end, so that the first key is the till not heard of for longest.
    byTill.delete(till)
    byTill.set(till, [...before.slice(1 - mostLookUps), told])
    const [oldest] = byTill.keys()
    if (byTill.size > mostTills && oldest !== undefined) byTill.delete(oldest)
    return reply.code(204).send()
  })

  app.get('/api/timings', { exposeHeadRoute: false }, async (request, reply) => {
    const { who } = await callerOf(request)
    const told = byTill.get(who.till ?? '') ?? []
    const answer: TillSpeed = {
      lookUps: told.length,
      ...figuresOf('name', told),
      ...figuresOf('photo', told),
    }
    return reply.send(answer)
  })
}

function figuresOf<Key extends 'name' | 'photo'>(key: Key, told: readonly Timing[]) {
  const sorted = told
    .map((each) => each[key])
    .filter((value) => value !== undefined)
    .toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  const [p50, p95] = [at(0.5), at(0.95)]
  return p50 === undefined || p95 === undefined ? {} : { [key]: { p50, p95 } }
}
