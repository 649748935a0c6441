import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request a server of the sandbox got. `status` is null until, or when never, an answer began. */
export type SandboxRequest = {
  at: 'api' | 'photos'
  method: string
  /** with the query, as it came */
  path: string
  headers: IncomingMessage['headers']
  /** the caller hung up before the answer ended */
  aborted: boolean
  status: number | null
}

/** A request under way: its record and the response to write to. `cutByUs` when the sandbox itself breaks the line. */
export type Exchange = {
  record: SandboxRequest
  request: IncomingMessage
  response: ServerResponse
  cutByUs: boolean
}

const MOST_REMEMBERED = 20_000

/** Writes a request into the log and keeps its entry true until the answer has ended. */
export function record(
  log: SandboxRequest[],
  at: SandboxRequest['at'],
  request: IncomingMessage,
  response: ServerResponse,
): Exchange {
  const entry: SandboxRequest = {
    at,
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    aborted: false,
    status: null,
  }
  const exchange = { record: entry, request, response, cutByUs: false }
  response.once('close', () => {
    entry.aborted = !response.writableFinished && !exchange.cutByUs
  })
  log.push(entry)
  if (log.length > MOST_REMEMBERED) log.shift()
  return exchange
}
