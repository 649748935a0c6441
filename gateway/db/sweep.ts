import type { FastifyInstance } from 'fastify'

/**
 * Lets go of what has ended, now and then, as long as the gateway runs. A sweep that fails is logged, and the next one makes up for it.
 *
 * @param milliseconds from one to the next
 */
export function sweepEvery(app: FastifyInstance, milliseconds: number, work: () => Promise<unknown>) {
  const sweep = () =>
    work().catch((fault: unknown) =>
      app.log.error({ error: fault instanceof Error ? fault.name : typeof fault }, 'the store was not swept'),
    )
  const sweeping = setInterval(() => void sweep(), milliseconds).unref()
  app.addHook('onClose', async () => clearInterval(sweeping))
  return sweep
}
