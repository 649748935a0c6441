import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { languageOf } from './language.ts'

const year = 'public, max-age=31536000, immutable'

/** The addresses of screens, as `src/app/paths.ts` spells them: each is answered with the one page of the app. */
const screens = [
  '/pauses',
  '/hand-over',
  '/self-test',
  '/customers/:userId',
  '/customers/:userId/or/:otherId',
]

type Serving = {
  /** What is due to a browser that opens a screen. */
  greet: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  /** Whether tills may keep the built shell, or shall remove what they keep. */
  keepsShell: boolean
}

/**
 * Serves the built app: precompressed, hashed files for ever, the page itself, in the language of the till, never kept by a cache of HTTP.
 */
export async function staticFiles(app: FastifyInstance, folder: string, { greet, keepsShell }: Serving) {
  const hashed = path.join(folder, 'assets', path.sep)
  const drawn = drawnPages(folder)
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    index: false,
    redirect: false,
    wildcard: false,
    setHeaders(reply, file) {
      reply.header('cache-control', file.startsWith(hashed) ? year : isWorker(file) ? 'no-cache' : 'no-store')
      const styles = drawn.get(/start\.([\w-]+)\.html/.exec(path.basename(file))?.[1] ?? '')
      if (styles === undefined) return
      const policy = String(reply.getHeader('content-security-policy'))
      reply.header(
        'content-security-policy',
        policy.replace("style-src 'self'", `style-src 'self' ${styles}`),
      )
    },
  })
  // The first is the answer to a browser that takes any.
  const languages = ['en', ...drawn.keys()]
  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    await greet(request, reply)
    reply.header('vary', 'accept-language, cookie, accept-encoding')
    return languageOf(request, languages)
  }
  for (const screen of screens)
    app.get(screen, async (request, reply) => reply.sendFile(`index.${await open(request, reply)}.html`))
  app.get('/', async (request, reply) => reply.sendFile(`start.${await open(request, reply)}.html`))
  // Browsers ask for it at each start, and compare: https://w3c.github.io/ServiceWorker/#update-algorithm
  app.get('/sw.js', async (_request, reply) =>
    reply.sendFile(keepsShell ? 'shell-worker.js' : 'no-shell-worker.js'),
  )
}

/** Asked for at each start, and compared; what is kept of it is only for that. */
const isWorker = (file: string) => /shell-worker\.js/.test(path.basename(file))

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
  const styles = /<style>(.*?)<\/style>/s.exec(page)?.[1]
  if (styles === undefined) throw new Error('The look-up page of this build has no styles: build it again.')
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
}
