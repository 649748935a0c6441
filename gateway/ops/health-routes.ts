import type { FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '#gateway/db/store.ts'

/** Milliseconds within which a store that is there answers. */
const patience = 500

/**
 * `/healthz`: the process answers. `/readyz`: it takes new work, which it stops doing as soon as it begins to close, and can't do
 * without its store.
 *
 * @param leaving aborts when the process is about to close: what still comes is answered, but no more should be sent
 */
export function healthRoutes(app: FastifyInstance, store: Store, leaving?: AbortSignal) {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const status = isClosing || leaving?.aborted ? 'closing' : (await answers(store)) ? 'ready' : 'store down'
    return reply
      .header('cache-control', 'no-store')
      .code(status === 'ready' ? 200 : 503)
      .send({ status })
  })
}

/** Whether the store is there, told within half a second. */
export function answers(store: Store): Promise<boolean> {
  const answered = store.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answered, wait(patience, false, { ref: false })])
}
