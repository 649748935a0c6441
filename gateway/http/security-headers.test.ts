import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { customerPath, openShop } from '#test/support/shop.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types shell',
].join(';')

const securityHeaders = {
  'content-security-policy': policy,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

const ordinary = [
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'set-cookie',
  'x-cap-requestid',
  'x-request-id',
  'x-view',
]

test.each<[status: number, path: string, headers?: Record<string, string>]>([
  [200, customerPath(565_039_505)],
  [200, '/healthz'],
  [200, '/api/shop'],
  [200, '/api/status'],
  [200, '/api/session'],
  [400, customerPath('x')],
  [403, '/api/shop', { 'sec-fetch-site': 'cross-site' }],
  [404, '/nowhere'],
  [404, '/%zz'],
  [404, '/%'],
  [500, '/mistake'],
  [401, customerPath(565_039_505), { cookie: 'countersign-session=x' }],
  [401, '/photos/x', { cookie: '' }],
  [404, '/photos/x'],
])(
  'an answer of %i at %s has every security header, and tells nothing else',
  async (status, path, headers = {}) => {
    const mistake = () => Promise.reject(new Error('ours'))
    await using shop = await openShop({ alter: (gateway) => gateway.get('/mistake', mistake) })
    const answer = await ask(await shop.listen(), path, { headers: { ...shop.headers.read, ...headers } })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject(securityHeaders)
    const known = new Set([...Object.keys(securityHeaders), ...ordinary])
    expect(Object.keys(answer.headers).filter((name) => !known.has(name))).toEqual([])
    expect(answer.headers['cache-control']).toBe('no-store')
  },
)
