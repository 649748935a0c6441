import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** Where till systems open Countersign: `src/app/paths.ts`. */
const handOverPage = '/hand-over'

const none = ["'none'"]
const self = ["'self'"]

/** Helmet has no word for this one. The camera reads codes, in our own pages alone. */
const permissionsPolicy =
  'camera=(self), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), payment=(), usb=()'

/**
 * The decoder of what the camera sees is WebAssembly. This lets it be compiled and, unlike `'unsafe-eval'`, no text become script.
 *
 * @see https://www.w3.org/TR/CSP3/#directive-script-src
 */
const scripts = ["'self'", "'wasm-unsafe-eval'"]

/** Makes the address of the shell's worker, and of nothing else: `src/app/keep-shell.ts`. */
const shellPolicy = ['shell']

/**
 * Headers of every answer. Nothing is loaded from elsewhere, no script is inline, no page frames us but those of the store's own till
 * systems, and strings can't become script at all (Trusted Types), but for the address of one worker.
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export async function securityHeaders(app: FastifyInstance, posOrigins: readonly string[] = []) {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissionsPolicy)
  })
  // Whoever opened this page in a window of its own is told what came of it there.
  if (posOrigins.length > 0)
    app.addHook('onSend', async (request, reply) => {
      if (request.routeOptions.url === handOverPage) reply.header('cross-origin-opener-policy', 'unsafe-none')
    })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: scripts,
        styleSrc: self,
        imgSrc: ["'self'", 'blob:'],
        connectSrc: self,
        fontSrc: self,
        manifestSrc: self,
        workerSrc: self,
        baseUri: none,
        formAction: none,
        frameAncestors: posOrigins.length > 0 ? [...posOrigins] : none,
        objectSrc: none,
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: shellPolicy,
      },
    },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // The older header knows no origins; where both are sent, browsers go by the policy.
    xFrameOptions: posOrigins.length > 0 ? false : { action: 'deny' },
  })
}
