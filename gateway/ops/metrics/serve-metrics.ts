import { createServer, type Server } from 'node:http'
import { isKnownHost } from '#gateway/http/known-host.ts'
import type { Metrics } from './metrics.ts'

/**
 * Serves the metrics at `/metrics` on a port of their own, so that access to them does not require access to the rest.
 *
 * @param allowedHosts the names that requests may have in `Host`, besides those of this machine
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
  allowedHosts: readonly string[],
): Promise<Server> {
  const server = createServer((request, response) => {
    if (!isKnownHost(request.headers.host ?? '', allowedHosts)) return response.writeHead(421).end()
    if (request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD'))
      return response.writeHead(404).end()
    metrics.text().then(
      (text) =>
        response
          .writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
          .end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return server
}
