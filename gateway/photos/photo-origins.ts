import { isAmbiguousPath } from '#contract/customer/photo.ts'

/** An origin from which photos may be fetched. `host` may begin with `*.`, which stands for one or more labels. */
export type PhotoOrigin = { protocol: string; host: string; port: string; pathPrefix: string }

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Parses one entry of `PHOTO_ORIGINS`: scheme, host, optional port, optional path prefix ending in `/`.
 *
 * @returns `undefined` for an invalid entry: a scheme other than https (or http on this machine), a bare `*`, a user, a query
 */
export function readPhotoOrigin(written: string): PhotoOrigin | undefined {
  const [, scheme, wildcard = '', rest] = /^(https?:\/\/)(\*\.)?([^*]+)$/.exec(written) ?? []
  if (scheme === undefined || rest === undefined || !URL.canParse(scheme + rest)) return undefined
  const url = new URL(scheme + rest)
  const isPlain = url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  const isSafe = url.protocol === 'https:' || loopback.has(url.hostname)
  const isNarrow = wildcard === '' || url.hostname.includes('.')
  if (!isPlain || !isSafe || !isNarrow || !url.pathname.endsWith('/')) return undefined
  return { protocol: url.protocol, host: wildcard + url.hostname, port: url.port, pathPrefix: url.pathname }
}

/**
 * Returns the link as a URL if it may be fetched. Scheme, host, port and path prefix must match one allowed origin. A link is never
 * allowed if it contains a user, a backslash, or a path that another parser could read differently.
 */
export function allowedUrl(link: string, origins: readonly PhotoOrigin[]): URL | undefined {
  if (!URL.canParse(link)) return undefined
  const url = new URL(link)
  const isTricky =
    url.username !== '' ||
    url.password !== '' ||
    isAmbiguousPath(url.pathname) ||
    /\\/.test(link.split(/[?#]/, 1)[0] ?? '')
  return !isTricky && origins.some((origin) => admits(origin, url)) ? url : undefined
}

const admits = (origin: PhotoOrigin, url: URL) =>
  origin.protocol === url.protocol &&
  origin.port === url.port &&
  (origin.host.startsWith('*.')
    ? url.hostname.endsWith(origin.host.slice(1))
    : url.hostname === origin.host) &&
  url.pathname.startsWith(origin.pathPrefix)
