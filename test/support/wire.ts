import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection on which bytes are sent as they are. */
export async function openWire(origin: string) {
  const { hostname, port } = new URL(origin)
  const socket: Socket = connect(Number(port), hostname)
  const pieces: Buffer[] = []
  socket.on('data', (piece) => void pieces.push(piece)).on('error', () => undefined)
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  const answers = () => Buffer.concat(pieces).toString('latin1')
  return {
    send: (text: string) => void socket.write(spelt(text)),
    /** Reads nothing more, so that what is sent to it piles up. */
    pause: () => void socket.pause(),
    /** All that has come. */
    answers,
    statuses: () => [...answers().matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)),
    /** Until the gateway hangs up. */
    closed,
    [Symbol.dispose]: () => void socket.destroy(),
  }
}

/** The bytes of a text whose line ends are HTTP's, but where it has the picture of a single control character. */
export const spelt = (text: string): Buffer =>
  Buffer.from(text.replaceAll('\n', '\r\n').replaceAll('␊', '\n').replaceAll('␍', '\r'), 'latin1')
