import { expect, test } from 'vitest'
import { openShop } from '#test/support/shop.ts'
import { isKnownHost } from './known-host.ts'

test.each([
  '',
  'localhost',
  'localhost:8080',
  '127.0.0.1:8080',
  '127.8.9.1',
  '[::1]:8080',
  '10.0.0.5:9464',
  '[2001:db8::1]',
  'till.example',
  'TILL.example.:443',
])('a request may name %j', (host) => {
  expect(isKnownHost(host, ['till.example'])).toBe(true)
})

test.each([
  'evil.example',
  'localhost.evil.example',
  'till.example.evil.example',
  'eviltill.example',
  '127.0.0.1.evil.example',
  '1.2.3.4.5',
])('a request may not name %j', (host) => {
  expect(isKnownHost(host, ['till.example'])).toBe(false)
})

test('whatever is asked for under another name, nothing is told, and the log has the name', async () => {
  await using shop = await openShop({ allowedHosts: ['till.example'] })
  for (const url of ['/', '/healthz', '/api/session', '/api/status']) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await shop.gateway.inject({ url, headers: { ...shop.headers.read, host: 'evil.example' } })
    expect([answer.statusCode, answer.json()]).toMatchObject([421, { code: 'bad_request', path: 'host' }])
  }
  expect(shop.logLines.join('')).toContain('"host":"evil.example"')
  const answer = await shop.gateway.inject({
    url: '/api/session',
    headers: { ...shop.headers.read, host: 'till.example:8443' },
  })
  expect(answer.json()).toMatchObject({ state: 'open' })
})
