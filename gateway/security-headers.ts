import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

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

/**
 * Headers of every answer. Nothing is loaded from elsewhere, no script is inline, no page frames us, and strings can't become
 * script at all (Trusted Types).
 *
 * @see https://owasp.org/www-project-secure-headers/
 */
export async function securityHeaders(app: FastifyInstance) {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissionsPolicy)
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
        baseUri: none,
        formAction: none,
        frameAncestors: none,
        objectSrc: none,
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: none,
      },
    },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}
