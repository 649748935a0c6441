import type { FastifyInstance } from 'fastify'
import { Server, type Socket } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Turns of the event loop without anything new after which nothing is waiting to be taken; and after how many milliseconds it ends in any case. */
const quietTurns = 3
const longestTaking = 2_000

/** Milliseconds from one look at how many connections are left to the next. */
const pause = 20

/**
 * Ends without cutting anything, after `stopTaking`. Connections that are kept alive stay a while, and the next answer on each says that
 * it is the last: were they ended at once, a request might be on its way, of which a proxy can't know whether it was carried out. Register it after all that looks at the closing itself.
 *
 * @param linger milliseconds for which such connections are waited for
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export function closeGently(app: FastifyInstance, linger: number) {
  let isClosing = false
  let hasLingered = false
  // Browsers connect ahead of what they may want; Node takes such a connection for a busy one, and would wait for it for ever.
  const unused = new Set<Socket>()
  app.server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.addHook('onRequest', async ({ socket }) => void unused.delete(socket))
  app.addHook('preClose', async () => {
    await stopTaking(app)
    isClosing = true
    await letGo(app, linger)
    hasLingered = true
    for (const socket of unused) socket.destroy()
  })
  // Fastify says it of requests that come while it closes, not of those that are under way then.
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
  // Node waits at its close for browsers to end their kept-alive connections, of which those in use are not yet idle then.
  app.addHook('onResponse', async () => {
    if (hasLingered) setImmediate(() => app.server.closeIdleConnections())
  })
}

/** Takes the connections, or the requests, that have reached a gateway too busy to take them yet: they would be cut off, sent already. */
async function takeWhatWaits({ server }: FastifyInstance, what: 'connection' | 'request') {
  let taken = 0
  const count = () => void (taken += 1)
  server.on(what, count)
  const until = performance.now() + longestTaking
  for (let quiet = 0; quiet < quietTurns && performance.now() < until;) {
    const before = taken
    await turn()
    quiet = taken === before ? quiet + 1 : 0
  }
  server.off(what, count)
}

/**
 * Refuses whoever comes new from now on, so that a proxy asks the next gateway. To be called before Fastify closes: from then on every answer
 * says that it is the last on its connection, whoever has asked connects anew, and there is no end to those who wait to be taken.
 */
export async function stopTaking(app: FastifyInstance): Promise<void> {
  if (!app.server.listening) return
  await takeWhatWaits(app, 'connection')
  // That of http would end idle connections as well.
  Server.prototype.close.call(app.server)
}

async function letGo(app: FastifyInstance, linger: number) {
  const connections = promisify(app.server.getConnections.bind(app.server))
  const until = performance.now() + linger
  while (performance.now() < until && (await connections()) > 0) await wait(pause)
  await takeWhatWaits(app, 'request')
}
