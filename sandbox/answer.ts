import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange } from './traffic.ts'

/**
 * What a server of the sandbox answers, as data. `ending` says how the answer ends: `cut` stops in mid-body, `reset` breaks
 * the connection before the first byte, `hang` never answers.
 */
export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Buffer
  waitMs?: number
  ending?: 'whole' | 'cut' | 'reset' | 'hang'
}

/** Sends an answer, `delay` ms late; gives up quietly when the caller hangs up first. */
export async function deliver(
  exchange: Exchange,
  finding: Promise<Answer>,
  alwaysHeaders: Record<string, string>,
  delay = 0,
) {
  const { response } = exchange
  const answer = await finding.catch(aFaultOfOurs)
  if (!(await waited(exchange, delay + (answer.waitMs ?? 0))) || answer.ending === 'hang') return
  if (answer.ending === 'reset') {
    exchange.cutByUs = true
    response.socket?.resetAndDestroy()
    return
  }
  const body = Buffer.from(answer.body)
  exchange.record.status = answer.status
  response.writeHead(answer.status, {
    ...alwaysHeaders,
    ...answer.headers,
    'content-length': String(body.length),
  })
  if (answer.ending === 'cut') cutAfter(exchange, body.subarray(0, Math.floor(body.length / 2)))
  else response.end(exchange.request.method === 'HEAD' ? undefined : body)
}

// Seen by whoever develops the sandbox, and by nobody else.
const aFaultOfOurs = (error: unknown): Answer => ({
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: `The sandbox itself failed: ${String(error)}`,
})

function cutAfter(exchange: Exchange, start: Buffer) {
  exchange.cutByUs = true
  // Ending the socket, not destroying it, lets the first half reach the caller.
  exchange.response.write(start, () => exchange.response.socket?.end())
}

async function waited({ response }: Exchange, ms: number): Promise<boolean> {
  if (ms > 0) {
    const hungUp = new AbortController()
    response.once('close', () => hungUp.abort())
    await sleep(ms, undefined, { signal: hungUp.signal }).catch(() => undefined)
  }
  return !response.destroyed
}
