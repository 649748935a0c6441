import type { FastifyInstance } from 'fastify'
import { createServer, type Server } from 'node:http'
import { collectDefaultMetrics, Histogram, Registry, Summary } from 'prom-client'
import type { Timing } from '#contract/timings.ts'
import { ProblemError } from './problem-error.ts'
import type { Connection } from './vendor/connection.ts'

/** Seconds: a look-up at a counter is over in less than one, and given up after ten. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Seconds for which a till's own figures count. */
const tillsRemember = 3600

export type Metrics = ReturnType<typeof openMetrics>

/**
 * What is told to a Prometheus: routes by their patterns, tills by their codes, nothing of any customer.
 *
 * @param ofProcess also memory, processor time, garbage collection and event-loop delay, which are one for the process
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
  const vendor = new Histogram({
    name: 'countersign_vendor_duration_seconds',
    help: 'How long the vendor took to answer, by HTTP status or by why there was no answer.',
    labelNames: ['outcome'],
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
  return {
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

    /** The same connection, timed. */
    watchVendor: (connection: Connection): Connection => ({
      ...connection,
      async ask(question) {
        const end = vendor.startTimer()
        try {
          const answer = await connection.ask(question)
          end({ outcome: String(answer.status) })
          return answer
        } catch (fault) {
          end({ outcome: fault instanceof ProblemError ? fault.code : 'hung up' })
          throw fault
        }
      },
    }),

    noteTiming(till: string, { name, photo }: Timing) {
      tills.observe({ till, until: 'name' }, name / 1000)
      if (photo !== undefined) tills.observe({ till, until: 'photo' }, photo / 1000)
    },
  }
}

/** Tells them at `/metrics`, on a port of their own: whoever may look at them need not be let in to the rest. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD'))
      return response.writeHead(404).end()
    metrics.text().then(
      (text) =>
        response
          .writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
          .end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return server
}
