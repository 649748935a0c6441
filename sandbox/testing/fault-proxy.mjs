// A network in trouble, between the gateway and whoever it asks: a proxy on loopback that now and then does to a request what networks do.
// Plain JavaScript, because tests and benches share it and Node 20 runs no TypeScript.
import { once } from 'node:events'
import net from 'node:net'

/**
 * - `error`: an answer of 500, 502, 503 or 504 by somebody in between
 * - `tarpit`: the request is taken, nothing comes back
 * - `reset`: the connection breaks before the request has been passed on, `late-reset` in the middle of the answer
 * - `half-open`: the other side is gone without a word; nothing comes back on this connection ever
 * - `cut`: the answer ends in its middle, `garbage`: it is none
 */
export const faults = ['error', 'tarpit', 'reset', 'late-reset', 'half-open', 'cut', 'garbage']

/** A row of numbers from 0 up to 1 that looks random, and is the same for the same seed: mulberry32. */
export function randomBy(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * One request at a time on each connection, as clients without pipelining send them.
 *
 * @param {() => number} random
 */
export async function openFaultProxy(random) {
  const open = new Set()
  const proxy = {
    origin: '',
    /** Where requests are passed on to, once it is known. */
    to: '',
    /** Of the requests that come, this share meets a fault. */
    share: 0,
    /** Which they may be. */
    kinds: faults,
    /** How many requests have come, for what since the list was last emptied, and what was done to them. */
    requests: 0,
    /** @type {string[]} */
    paths: [],
    met: Object.fromEntries(faults.map((fault) => [fault, 0])),
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
    [Symbol.asyncDispose]: async () => proxy.close(),
  }

  const draw = () => {
    if (random() >= proxy.share) return undefined
    const fault = proxy.kinds[Math.floor(random() * proxy.kinds.length)]
    proxy.met[fault] += 1
    return fault
  }

  const keep = (socket) => {
    open.add(socket)
    socket.setNoDelay(true)
    return socket.on('error', () => undefined).on('close', () => open.delete(socket))
  }

  const server = net.createServer((near) => {
    keep(near)
    let far
    let fault
    const farSide = () => {
      const { hostname, port } = new URL(proxy.to)
      far = keep(net.connect(Number(port), hostname))
      far.on('data', (bytes) => answer(bytes)).on('close', () => near.destroySoon())
      return far
    }
    const answer = (bytes) => {
      if (fault === 'cut') near.end(bytes.subarray(0, Math.ceil(bytes.length / 2)))
      else if (fault === 'late-reset') near.write(bytes.subarray(0, 20), () => near.resetAndDestroy())
      else near.write(bytes)
    }
    near.on('close', () => far?.destroy())
    near.on('data', (bytes) => {
      if (fault === 'half-open') return
      const [, path] = /^[A-Z]+ (\/\S*)/.exec(bytes.toString('latin1', 0, 200)) ?? []
      if (path !== undefined) {
        proxy.requests += 1
        proxy.paths.push(path)
        fault = draw()
      }
      if (fault === 'tarpit' || fault === 'half-open') return
      if (fault === 'reset') near.resetAndDestroy()
      else if (fault === 'garbage') near.end('SSH-2.0-OpenSSH_9.2\r\n')
      else if (fault === 'error') near.write(errorBy(random))
      else (far ?? farSide()).write(bytes)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  proxy.origin = `http://127.0.0.1:${server.address().port}`
  return proxy
}

function errorBy(random) {
  const status = [500, 502, 503, 504][Math.floor(random() * 4)]
  return `HTTP/1.1 ${status} In Between\r\nContent-Type: text/html\r\nContent-Length: 21\r\n\r\n<h1>Out of order</h1>`
}
