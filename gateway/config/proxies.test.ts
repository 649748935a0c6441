import { expect, test } from 'vitest'
import { openShop } from '#test/support/shop.ts'
import { ConfigMistakes, readConfig } from './config.ts'

const forwarded = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' }

test.each([
  ['10.42.3.7', /^__Host-Http-countersign-session=/],
  ['127.0.0.1', /^__Host-Http-countersign-session=/],
  ['10.43.0.1', /^countersign-session=/],
])(
  'what %s says of the one behind it counts only where it is a named proxy’s',
  async (remoteAddress, cookie) => {
    await using shop = await openShop({ signedIn: false, trustedProxies: ['loopback', '10.42.0.0/16'] })
    const { code: till, password } = shop.sandbox.till
    const answer = await shop.gateway.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress,
      headers: forwarded,
      payload: { till, password },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(cookie)
  },
)

test.each(['*', '0.0.0.0/0', '::/0', '10.0.0.0/7', '10.0.0.0/33', 'ingress', '10.0.0.1,10.0.0.2', '1.2.3'])(
  '%s is no proxy to believe',
  (TRUSTED_PROXIES) => {
    expect(() => readConfig({ TRUSTED_PROXIES })).toThrow(ConfigMistakes)
  },
)
