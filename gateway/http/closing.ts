import type { FastifyInstance } from 'fastify'
import { Server, type Socket } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * The event loop turns without a new connection after which none is waiting; and the milliseconds after which waiting ends in any
 * case.
 */
const quietTurns = 3
const longestTaking = 2_000

/** Milliseconds between two checks of the open connections. */
const pause = 20

/**
 * Closes without interrupting a request, after `stopTaking`. Kept-alive connections stay open for a while, and the next answer on
 * each says that it is the last. If they were closed at once, a proxy could not know whether a request already on its way was
 * carried out. Register this after all hooks that check for closing.
 *
 * @param linger milliseconds to wait for such connections
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export function closeGently(app: FastifyInstance, linger: number) {
  let isClosing = false
  let hasLingered = false
  // Browsers open connections in advance. Node counts such a connection as busy and would wait for it for ever.
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
  // Fastify sends this header for requests that arrive while it closes, but not for those already in progress.
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
  // While closing, Node waits for browsers to end their kept-alive connections, including those that become idle only later.
  app.addHook('onResponse', async () => {
    if (hasLingered) setImmediate(() => app.server.closeIdleConnections())
  })
}

/**
 * Accepts connections, or requests, that a busy gateway has received but not yet accepted. They would be cut off, although already
 * sent.
 */
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
 * Refuses new connections from now on, so that a proxy tries the next gateway. Call this before Fastify closes: once it closes,
 * every answer is the last on its connection, clients reconnect, and the queue of connections would never end.
 */
export async function stopTaking(app: FastifyInstance): Promise<void> {
  if (!app.server.listening) return
  await takeWhatWaits(app, 'connection')
  // The `close` of `http.Server` would also end idle connections.
  Server.prototype.close.call(app.server)
}

async function letGo(app: FastifyInstance, linger: number) {
  const connections = promisify(app.server.getConnections.bind(app.server))
  const until = performance.now() + linger
  while (performance.now() < until && (await connections()) > 0) await wait(pause)
  await takeWhatWaits(app, 'request')
}
