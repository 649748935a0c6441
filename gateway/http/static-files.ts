import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { linkParameter } from '#contract/api/linked-customer.ts'
import { languageOf } from './language.ts'

const year = 'public, max-age=31536000, immutable'
/** For icons, which a browser would otherwise fetch anew for each customer. */
const day = 'public, max-age=86400'

/** The addresses of screens, as in `src/app/paths.ts`, but for that of a customer. Each is answered with the app's single page. */
const screens = ['/pauses', '/office', '/hand-over', '/self-test', '/customers/:userId/or/:otherId']

/** The page on which a phone takes a photo for a till, as in `src/app/paths.ts`. */
const phonePage = '/phone'

type Serving = {
  /** Called when a browser opens a screen. */
  greet: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  /** Whether the browser comes from a sign-in with the identity provider, and not by a link. */
  comesFromProvider: (request: FastifyRequest, reply: FastifyReply) => boolean
  /** Whether tills may keep the built shell. If not, they remove the one they have. */
  keepsShell: boolean
}

/**
 * Serves the built app, precompressed: hashed files are cached for ever, icons for a day; the page itself, in the till's language, is
 * never cached.
 */
export async function staticFiles(
  app: FastifyInstance,
  folder: string,
  { greet, comesFromProvider, keepsShell }: Serving,
) {
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
      reply.header('cache-control', file.startsWith(hashed) ? year : keepingOf(file))
      const styles = drawn.get(/start\.([\w-]+)\.html/.exec(path.basename(file))?.[1] ?? '')
      if (styles === undefined) return
      const policy = String(reply.getHeader('content-security-policy'))
      reply.header(
        'content-security-policy',
        policy.replace("style-src 'self'", `style-src 'self' ${styles}`),
      )
    },
  })
  // The first language is for a browser that accepts any.
  const languages = ['en', ...drawn.keys()]
  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    await greet(request, reply)
    reply.header('vary', 'accept-language, cookie, accept-encoding')
    return languageOf(request, languages)
  }
  app.get<{ Params: { userId: string } }>('/customers/:userId', async (request, reply) =>
    isFromElsewhere(request) && !comesFromProvider(request, reply)
      ? reply.redirect(`/?${linkParameter}=${request.params.userId}`, 303)
      : reply.sendFile(`index.${await open(request, reply)}.html`),
  )
  // The page on a phone is no till's: opening it begins no session.
  app.get(phonePage, async (request, reply) => {
    reply.header('vary', 'accept-language, cookie, accept-encoding')
    return reply.sendFile(`index.${languageOf(request, languages)}.html`)
  })
  for (const screen of screens)
    app.get(screen, async (request, reply) => reply.sendFile(`index.${await open(request, reply)}.html`))
  // An address without a screen: a person who opens it sees the app say so, and everything else gets a problem.
  app.get('/*', async (request, reply) => {
    if (!opensPage(request)) return reply.callNotFound()
    reply.code(404).header('cache-control', 'no-store')
    return reply.sendFile(`index.${await open(request, reply)}.html`)
  })
  app.get('/', async (request, reply) => reply.sendFile(`start.${await open(request, reply)}.html`))
  // Browsers fetch it at each start and compare it: https://w3c.github.io/ServiceWorker/#update-algorithm
  app.get('/sw.js', async (_request, reply) =>
    reply.sendFile(keepsShell ? 'shell-worker.js' : 'no-shell-worker.js'),
  )
}

/** Whether a browser opens an address that could be a screen's: no API, no file. */
const opensPage = ({ url, headers }: FastifyRequest) =>
  headers.accept?.includes('text/html') === true && !/^\/(?:api|assets|photos|v2)\b|[.%]|\/\//.test(url)

/** Whether a page of another site leads here. A person who types the address, or reloads the page, does not come from one. */
const isFromElsewhere = ({ headers }: FastifyRequest) =>
  headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site'

/** The worker's script is fetched at each start and compared. A cached copy serves only that comparison. */
function keepingOf(file: string) {
  if (/shell-worker\.js/.test(path.basename(file))) return 'no-cache'
  return /\.(?:svg|png)(?:\.br)?$/.test(file) ? day : 'no-store'
}

/** The languages in which the look-up page was prerendered, and the hash that allows the styles of each page. */
const drawnPages = (folder: string) =>
  new Map(
    readdirSync(folder).flatMap((file) => {
      const language = /^start\.([\w-]+)\.html$/.exec(file)?.[1]
      if (language === undefined) return []
      return [[language, hashOfStyles(readFileSync(path.join(folder, file), 'utf8'))] as const]
    }),
  )

/** The hash that allows the page's own inline styles and no others: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOfStyles(page: string) {
  const styles = /<style>(.*?)<\/style>/s.exec(page)?.[1]
  if (styles === undefined) throw new Error('The look-up page of this build has no styles: build it again.')
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
}
