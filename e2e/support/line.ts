import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The store's line to its gateway, which can be cut, fall silent or become slow. */
export async function openLine(gateway: string) {
  const { hostname } = new URL(gateway)
  let { port } = new URL(gateway)
  const sockets = new Set<Socket>()
  let isSilent = false
  let delay = 0
  const server = createServer((till) => {
    const there = connect(Number(port), hostname)
    for (const [from, to] of [
      [till, there],
      [there, till],
    ] as const) {
      sockets.add(from)
      from.on('data', (piece) => {
        if (delay === 0) to.write(piece)
        else setTimeout(() => to.write(piece), delay)
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      if (isSilent) from.pause()
    }
  })
  const listen = async (at: number) => {
    server.listen(at, hostname)
    await once(server, 'listening')
    const address: AddressInfo | string | null = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return address.port
  }
  const own = await listen(0)
  const cut = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: `http://${hostname}:${own}`,
    /** Whoever calls from now on reaches another one, at the same address. */
    leadTo(other: string) {
      port = new URL(other).port
      for (const socket of sockets) socket.destroy()
    },
    /** Nothing listens any more: every call is refused at once. */
    cut,
    /** Whoever calls is heard by nobody, and not told. */
    fallSilent() {
      isSilent = true
      for (const socket of sockets) socket.pause()
    },
    /** Milliseconds that everything takes on its way, in either direction. */
    slowDown(by: number) {
      delay = by
    },
    async mend() {
      delay = 0
      isSilent = false
      for (const socket of sockets) socket.resume()
      if (!server.listening) await listen(own)
    },
    [Symbol.asyncDispose]: async () => {
      if (server.listening) await cut()
    },
  }
}
