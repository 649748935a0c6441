import type { FastifyInstance } from 'fastify'

/** `/healthz`: the process answers. `/readyz`: it takes new work, which it stops doing as soon as it begins to close. */
export function healthRoutes(app: FastifyInstance) {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .code(isClosing ? 503 : 200)
      .send({ status: isClosing ? 'closing' : 'ready' }),
  )
}
