// A link between a store and the world: every byte arrives half a round trip later, and a new connection costs round trips of its
// own before the first byte may leave (one for TCP, one more for TLS 1.3), which loopback does not have. Bandwidth is shared per
// connection. Not emulated: loss, slow start, jitter.
import net from 'node:net'

/**
 * @param {{ port: number, roundTrip: number, handshakes: number, megabits: number }} link milliseconds, count, Mbit/s
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export async function openStoreLink({ port, roundTrip, handshakes, megabits }) {
  const bytesPerMs = (megabits * 1e6) / 8 / 1000
  const sockets = new Set()
  const server = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1')
    const established = performance.now() + handshakes * roundTrip
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
    }
    delayed(near, far, { latency: roundTrip / 2, bytesPerMs, notBefore: established })
    delayed(far, near, { latency: roundTrip / 2, bytesPerMs, notBefore: established })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function delayed(from, to, { latency, bytesPerMs, notBefore }) {
  let lineIsFreeAt = notBefore
  const at = (time, act) => setTimeout(() => act(), Math.max(0, time - performance.now()))
  from.on('data', (bytes) => {
    lineIsFreeAt = Math.max(lineIsFreeAt, performance.now()) + bytes.length / bytesPerMs
    at(lineIsFreeAt + latency, () => to.writable && to.write(bytes))
  })
  from.on('close', () => at(Math.max(lineIsFreeAt, performance.now()) + latency, () => to.destroy()))
}
