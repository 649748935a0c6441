import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, Summary } from 'prom-client'
import type { Timing } from '#contract/api/timings.ts'
import { version } from '../../../package.json'
import { buckets } from './buckets.ts'
import { storeMetrics } from './store-metrics.ts'
import { upstreamMetrics } from './upstream-metrics.ts'

/** Seconds for which a till's own figures are kept. */
const tillsRemember = 3600

export type Metrics = ReturnType<typeof openMetrics>

/**
 * The metrics for Prometheus: routes by their patterns, tills by their codes, nothing about any customer.
 *
 * @param ofProcess whether to collect memory, processor time, garbage collection and event-loop delay, which are shared by the
 *   process
 * @see https://prometheus.io/docs/practices/naming/
 */
export function openMetrics({ ofProcess = true } = {}) {
  const registry = new Registry()
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'countersign_request_duration_seconds',
    help: 'How long the gateway took to answer, by route, status and problem code.',
    labelNames: ['method', 'route', 'status', 'code'],
    buckets,
    registers: [registry],
  })
  const tills = new Summary({
    name: 'countersign_till_look_up_seconds',
    help: 'From Enter until the name, and until the photo, as tills have told it within the hour.',
    labelNames: ['till', 'until'],
    percentiles: [0.5, 0.95],
    maxAgeSeconds: tillsRemember,
    ageBuckets: 6,
    pruneAgedBuckets: true,
    registers: [registry],
  })
  const seen = new Counter({
    name: 'countersign_customers_seen_total',
    help: 'Customers who were opened at a till, by whether there was a photo of them.',
    labelNames: ['till', 'photo'],
    registers: [registry],
  })
  new Gauge({
    name: 'countersign_build_info',
    help: 'Always 1: which version runs, on which Node.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1)
  return {
    ...upstreamMetrics(registry),
    ...storeMetrics(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,

    watchRequests(app: FastifyInstance) {
      app.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? '(none)'
        const labels = {
          method: request.method,
          route,
          status: reply.statusCode,
          code: request.failure?.code ?? '',
        }
        requests.observe(labels, reply.elapsedTime / 1000)
      })
    },

    noteSeen: (till: string, hasPhoto: boolean) => seen.inc({ till, photo: hasPhoto ? 'yes' : 'no' }),

    noteTiming(till: string, { name, photo }: Timing) {
      tills.observe({ till, until: 'name' }, name / 1000)
      if (photo !== undefined) tills.observe({ till, until: 'photo' }, photo / 1000)
    },
  }
}
