import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop } from '#test/support/shop.ts'

const aditi = 565_039_505

/** Node sends only ASCII paths. */
const encodeNonAscii = (path: string) => path.replaceAll(/[^!-~]/gu, encodeURIComponent)

test('no spelling of an address leads to a path of the vendor’s that is not the customer’s own', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  const ups = ['..', '%2e%2e', '%252e%252e', '..%2f', '..%5c', '....//', '%c0%ae%c0%ae', '．．']
  const ids = [
    ...ups.flatMap((up) => [up, `565039505/${up}`, `565039505/${up}/565039506`, `${up}/v1.1/customer/get`]),
    '565039505%00',
    '565039505;x=1',
    '565039505%0d%0aHost:evil',
    '565039505%3Fsource=X',
    '565039505%23',
    '0565039505',
    '-1',
    '1e3',
    '9007199254740993000',
    '0x21AF',
    "565039505'--",
    '${565039505}',
    '<script>',
    '＃',
    '٥٦٥٠٣٩٥٠٥',
  ]
  const origin = await shop.listen()
  const answered: string[] = []
  for (const id of ids) {
    const path = `/v2/customers/${id}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`
    // oxlint-disable-next-line no-await-in-loop -- one gateway, one after the other
    const { status } = await ask(origin, encodeNonAscii(path), { headers: shop.headers.read })
    if (![400, 404].includes(status)) answered.push(id)
  }
  expect(answered).toEqual([])
  expect(shop.sandbox.requests).toEqual([])
})

test.each([
  'source=INSTORE&source=X&embed=CUSTOMERIMAGE',
  'source=INSTORE&embed=CUSTOMERIMAGE&embed=MLP',
  'source=INSTORE&embed=CUSTOMERIMAGE&accountId=1',
  'source=INSTORE',
  'source=instore&embed=CUSTOMERIMAGE',
  '__proto__[source]=INSTORE&embed=CUSTOMERIMAGE',
])('the query %s is not the one there is', async (query) => {
  await using shop = await openShop()
  const url = `/v2/customers/${aditi}/setImage?${query}`
  expect((await shop.gateway.inject({ url, headers: shop.headers.read })).json()).toMatchObject({
    code: 'bad_request',
  })
  expect(shop.sandbox.requests).toEqual([])
})

test('a body that is too large, no JSON, or one with a forged prototype is refused', async () => {
  await using shop = await openShop()
  for (const [payload, status] of [
    [JSON.stringify({ kind: 'name', value: 'a'.repeat(20_000) }), 400],
    ['{"kind":', 400],
    ['{"kind":"customerId","value":"565039505","__proto__":{"polluted":true}}', 400],
    ['{"kind":"customerId","value":"565039505","constructor":{"prototype":{"polluted":true}}}', 400],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await shop.gateway.inject({
      method: 'POST',
      url: '/api/find',
      headers: { ...shop.headers.write, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  expect(shop.sandbox.requests).toEqual([])
})
