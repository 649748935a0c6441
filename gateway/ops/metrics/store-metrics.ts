import { Histogram, type Registry } from 'prom-client'
import type { Store } from '#gateway/db/store.ts'
import { buckets } from './buckets.ts'

/** Metrics of the store: each statement, and each transaction as a whole. */
export function storeMetrics(registry: Registry) {
  const store = new Histogram({
    name: 'countersign_store_duration_seconds',
    help: 'How long the store took for a statement or a whole transaction, and whether it did it.',
    labelNames: ['what', 'outcome'],
    buckets,
    registers: [registry],
  })
  const timed = async <Result>(what: 'statement' | 'transaction', work: Promise<Result>) => {
    const end = store.startTimer({ what })
    try {
      const result = await work
      end({ outcome: 'done' })
      return result
    } catch (fault) {
      end({ outcome: 'failed' })
      throw fault
    }
  }
  return {
    /** The same store, with its work timed. */
    watchStore: (watched: Store): Store => ({
      ...watched,
      query: (sql, params) => timed('statement', watched.query(sql, params)),
      transaction: (work) => timed('transaction', watched.transaction(work)),
    }),
  }
}
