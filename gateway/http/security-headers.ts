import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** The page with which till systems open Countersign: `src/app/paths.ts`. */
const handOverPage = '/hand-over'

const none = ["'none'"]
const self = ["'self'"]

/** Helmet does not support this header. Only our own pages may use the camera, to read codes. */
const permissionsPolicy =
  'camera=(self), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), payment=(), usb=()'

/**
 * The decoder for camera images is WebAssembly. This source expression allows its compilation but, unlike `'unsafe-eval'`, does not
 * allow text to become script.
 *
 * @see https://www.w3.org/TR/CSP3/#directive-script-src
 */
const scripts = ["'self'", "'wasm-unsafe-eval'"]

/** The only Trusted Types policy. It creates the address of the service worker and nothing else: `src/app/keep-shell.ts`. */
const shellPolicy = ['shell']

/**
 * The headers of every answer. No answer is cached unless its route says otherwise. Nothing is loaded from other origins, no script
 * is inline, only pages of the store's own till systems may frame us, and strings cannot become script (Trusted Types), except for
 * the address of the service worker.
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export async function securityHeaders(app: FastifyInstance, posOrigins: readonly string[] = []) {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissionsPolicy)
    reply.header('cache-control', 'no-store')
  })
  // A till system that opened this page in another window gets the result through `window.opener`.
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
    // `X-Frame-Options` cannot name origins. If both are sent, browsers follow the content security policy.
    xFrameOptions: posOrigins.length > 0 ? false : { action: 'deny' },
  })
}
