import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const year = 'public, max-age=31536000, immutable'

/** The addresses of screens, as `src/paths.ts` spells them: each is answered with the one page of the app. */
const screens = ['/pauses', '/hand-over', '/customers/:userId', '/customers/:userId/or/:otherId']

/**
 * Serves the built app: precompressed, hashed files for ever, the page itself never kept.
 *
 * @param greet what is due to a browser that opens a screen
 */
export async function staticFiles(
  app: FastifyInstance,
  folder: string,
  greet: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  const hashed = path.join(folder, 'assets', path.sep)
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    index: false,
    redirect: false,
    wildcard: false,
    setHeaders(reply, file) {
      reply.header('cache-control', file.startsWith(hashed) ? year : 'no-store')
    },
  })
  for (const screen of screens)
    app.get(screen, async (request, reply) => {
      await greet(request, reply)
      return reply.sendFile('index.html')
    })
  const start = path.join(folder, 'start.html')
  const styles = existsSync(start) ? hashOfStyles(readFileSync(start, 'utf8')) : undefined
  app.get('/', async (request, reply) => {
    await greet(request, reply)
    if (styles === undefined) return reply.sendFile('index.html')
    const policy = String(reply.getHeader('content-security-policy'))
    reply.header('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' ${styles}`))
    return reply.sendFile('start.html')
  })
}

/** What lets the styles of the page itself in, and no others: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOfStyles(page: string) {
  const styles = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? ''
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
}
