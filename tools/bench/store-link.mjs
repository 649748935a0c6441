// A link between a store and the world: every byte arrives half a round trip later, a new connection costs round trips of its own before
// the first byte may leave (one for TCP, one more for TLS 1.3), which loopback does not have, and where asked for a connection begins
// slowly: ten segments in the first round trip, twice as many in each that follows. Not emulated: loss and jitter.
import net from 'node:net'

const segment = 1460
/** https://www.rfc-editor.org/rfc/rfc6928 */
const firstWindow = 10 * segment
/** Milliseconds without traffic after which a connection begins slowly again: https://www.rfc-editor.org/rfc/rfc2861 */
const forgetsAfter = 1000

/**
 * @param {{ port: number, roundTrip: number, handshakes: number, megabits: number, handshakeTrip?: number, beginsSlowly?: boolean }} link
 *   milliseconds, count, Mbit/s; `handshakeTrip` where the connection is set up over a longer way than the data goes
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export async function openStoreLink({
  port,
  roundTrip,
  handshakes,
  megabits,
  handshakeTrip = roundTrip,
  beginsSlowly = false,
}) {
  const bytesPerMs = (megabits * 1e6) / 8 / 1000
  const sockets = new Set()
  const server = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1')
    const established = performance.now() + handshakes * handshakeTrip
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
    }
    const line = { latency: roundTrip / 2, bytesPerMs, notBefore: established }
    delayed(near, far, line)
    delayed(far, near, { ...line, window: beginsSlowly ? slowStart(handshakeTrip) : unlimited })
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

/** When so many bytes may leave, in milliseconds of the process's clock: at once. */
const unlimited = (_bytes, at) => at

/** The same for a connection whose window doubles with every round trip that was full. */
function slowStart(roundTrip) {
  let [size, left, roundEndsAt, lastAt] = [firstWindow, firstWindow, 0, 0]
  return (bytes, at) => {
    if (at - lastAt > forgetsAfter) [size, left, roundEndsAt] = [firstWindow, firstWindow, at + roundTrip]
    let leavesAt = Math.max(at, roundEndsAt - roundTrip)
    for (let rest = bytes; rest > 0;) {
      if (leavesAt >= roundEndsAt) [left, roundEndsAt] = [size, leavesAt + roundTrip]
      const now = Math.min(rest, left)
      rest -= now
      left -= now
      if (rest > 0) {
        leavesAt = roundEndsAt
        size *= 2
      }
    }
    lastAt = leavesAt
    return leavesAt
  }
}

function delayed(from, to, { latency, bytesPerMs, notBefore, window = unlimited }) {
  let lineIsFreeAt = notBefore
  const at = (time, act) => setTimeout(() => act(), Math.max(0, time - performance.now()))
  from.on('data', (bytes) => {
    lineIsFreeAt = window(bytes.length, Math.max(lineIsFreeAt, performance.now())) + bytes.length / bytesPerMs
    at(lineIsFreeAt + latency, () => to.writable && to.write(bytes))
  })
  from.on('close', () => at(Math.max(lineIsFreeAt, performance.now()) + latency, () => to.destroy()))
}
