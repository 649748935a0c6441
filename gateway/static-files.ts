import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { languageOf } from './language.ts'

const year = 'public, max-age=31536000, immutable'

/** The addresses of screens, as `src/paths.ts` spells them: each is answered with the one page of the app. */
const screens = [
  '/pauses',
  '/hand-over',
  '/self-test',
  '/customers/:userId',
  '/customers/:userId/or/:otherId',
]

/**
 * Serves the built app: precompressed, hashed files for ever, the page itself, in the language of the till, never kept.
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
  const drawn = drawnPages(folder)
  // The first is the answer to a browser that takes any.
  const languages = ['en', ...drawn.keys()]
  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    await greet(request, reply)
    reply.header('vary', 'accept-language, cookie, accept-encoding')
    return languageOf(request, languages)
  }
  for (const screen of screens)
    app.get(screen, async (request, reply) => reply.sendFile(`index.${await open(request, reply)}.html`))
  app.get('/', async (request, reply) => {
    const language = await open(request, reply)
    const policy = String(reply.getHeader('content-security-policy'))
    const styles = drawn.get(language) ?? ''
    reply.header('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' ${styles}`))
    return reply.sendFile(`start.${language}.html`)
  })
}

/** The languages in which the look-up page has been drawn, and what lets the styles in each in. */
const drawnPages = (folder: string) =>
  new Map(
    readdirSync(folder).flatMap((file) => {
      const language = /^start\.([\w-]+)\.html$/.exec(file)?.[1]
      if (language === undefined) return []
      return [[language, hashOfStyles(readFileSync(path.join(folder, file), 'utf8'))] as const]
    }),
  )

/** What lets the styles of the page itself in, and no others: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOfStyles(page: string) {
  const styles = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? ''
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
}
