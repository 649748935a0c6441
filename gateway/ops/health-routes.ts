import type { FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '#gateway/db/store.ts'

/** Milliseconds within which a healthy store answers. */
const patience = 500

/**
 * `/healthz`: the process answers. `/readyz`: it accepts new work. It does not while it is closing or without its store.
 *
 * @param leaving aborts when the process is about to close: requests are still answered, but no new ones should be sent
 */
export function healthRoutes(app: FastifyInstance, store: Store, leaving?: AbortSignal) {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const status = isClosing || leaving?.aborted ? 'closing' : (await answers(store)) ? 'ready' : 'store down'
    return reply

      .code(status === 'ready' ? 200 : 503)
      .send({ status })
  })
}

/** Whether the store answers within half a second. */
export function answers(store: Store): Promise<boolean> {
  const answered = store.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answered, wait(patience, false, { ref: false })])
}
