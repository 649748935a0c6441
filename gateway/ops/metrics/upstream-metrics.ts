import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { PhotoHost } from '#gateway/photos/photo-host.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Breaker } from '#gateway/resilience/breaker.ts'
import type { Bulkhead } from '#gateway/resilience/bulkhead.ts'
import type { Connection } from '#gateway/capillary/connection.ts'
import { buckets } from './buckets.ts'

type Upstream = 'vendor' | 'photo host'

/** Metrics of the two upstreams, and of what the gateway does about their failures. */
export function upstreamMetrics(registry: Registry) {
  const registers = [registry]
  const labelNames = ['upstream']
  const vendor = new Histogram({
    name: 'countersign_vendor_duration_seconds',
    help: 'How long the vendor took to answer, by HTTP status or by why there was no answer.',
    labelNames: ['outcome'],
    buckets,
    registers,
  })
  const photos = new Histogram({
    name: 'countersign_photo_duration_seconds',
    help: 'How long until a photo had begun to come from its host, or by which problem code it did not.',
    labelNames: ['outcome'],
    buckets,
    registers,
  })
  const tokens = new Counter({
    name: 'countersign_vendor_tokens_total',
    help: 'Calls by whether there was an OAuth token for them (hit), or one had to be waited for (miss).',
    labelNames: ['result'],
    registers,
  })
  const retried = new Counter({
    name: 'countersign_upstream_retries_total',
    help: 'Calls that the gateway has made a second time by itself.',
    labelNames,
    registers,
  })
  const shed = new Counter({
    name: 'countersign_upstream_shed_total',
    help: 'Calls that were turned away because too many were under way.',
    labelNames,
    registers,
  })
  const watched = new Map<Upstream, { breaker: Breaker; bulkhead: Bulkhead }>()
  const gauge = (
    name: string,
    help: string,
    valueOf: (each: { breaker: Breaker; bulkhead: Bulkhead }) => number,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const [upstream, each] of watched) this.set({ upstream }, valueOf(each))
      },
    })
  gauge('countersign_upstream_breaker_open', '1 while the breaker is open or finds out, else 0.', (each) =>
    each.breaker.state() === 'closed' ? 0 : 1,
  )
  gauge(
    'countersign_upstream_calls',
    'Calls, or photos, under way.',
    ({ bulkhead }) => bulkhead.figures().inside,
  )
  gauge(
    'countersign_upstream_waiting',
    'Calls, or photos, that wait for a place.',
    ({ bulkhead }) => bulkhead.figures().waiting,
  )

  /** Times the work and labels the time with its outcome. */
  const timed = async <Result>(
    histogram: Histogram<'outcome'>,
    work: () => Promise<Result>,
    outcomeOf: (result: Result) => string,
  ) => {
    const end = histogram.startTimer()
    try {
      const result = await work()
      end({ outcome: outcomeOf(result) })
      return result
    } catch (fault) {
      end({ outcome: fault instanceof ProblemError ? fault.code : 'hung up' })
      throw fault
    }
  }

  return {
    /** The same connection, with its work timed. */
    watchVendor: (connection: Connection): Connection => ({
      ...connection,
      ask: (question) =>
        timed(
          vendor,
          () => connection.ask(question),
          ({ status }) => String(status),
        ),
    }),

    /** The same photo host, with its work timed. */
    watchPhotoHost: (host: PhotoHost): PhotoHost => ({
      ...host,
      download: (link, signal) =>
        timed(
          photos,
          () => host.download(link, signal),
          () => 'begun',
        ),
    }),

    countersFor: (upstream: Upstream) => ({
      retried: () => retried.inc({ upstream }),
      shed: () => shed.inc({ upstream }),
    }),

    watchUpstream(upstream: Upstream, parts: { breaker: Breaker; bulkhead: Bulkhead }) {
      watched.set(upstream, parts)
      // A counter that exists from the start can be seen to grow.
      retried.inc({ upstream }, 0)
      shed.inc({ upstream }, 0)
    },

    noteToken: (result: 'hit' | 'miss') => tokens.inc({ result }),
  }
}
