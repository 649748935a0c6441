import http from 'node:http'

export type Asked = {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** False when the connection broke before the answer had ended. */
  isWhole: boolean
}

/** One request on a connection of its own, its path sent exactly as written. */
export function ask(
  origin: string,
  path: string,
  {
    body,
    ...options
  }: { method?: string; headers?: Record<string, string>; signal?: AbortSignal; body?: string } = {},
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const request = http.request(origin, { path, agent: false, ...options }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', () => undefined)
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces),
          isWhole: response.complete,
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}
