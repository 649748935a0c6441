import type { FastifyInstance } from 'fastify'
import { toldOfFault } from './store-fault.ts'

/**
 * Deletes expired rows at intervals while the gateway runs. A failed sweep is logged, and the next one makes up for it.
 *
 * @param milliseconds the interval
 */
export function sweepEvery(app: FastifyInstance, milliseconds: number, work: () => Promise<unknown>) {
  const sweep = () =>
    work().catch((fault: unknown) => app.log.error(toldOfFault(fault), 'the store was not swept'))
  const sweeping = setInterval(() => void sweep(), milliseconds).unref()
  app.addHook('onClose', async () => clearInterval(sweeping))
  return sweep
}
