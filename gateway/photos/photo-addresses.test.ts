import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { openShop, originOf, sessionOf, type Shop } from '#test/support/shop.ts'

const ADITI = 565_039_505

const photoRequests = ({ sandbox }: Shop) => sandbox.requests.filter(({ at }) => at === 'photos')

/**
 * A shop whose look-up has fetched the first photo, whose requests are then cleared: any later request to the photo host is new.
 */
async function openShopWithAddress() {
  const shop = await openShop()
  const { addresses, session } = await shop.lookUp(ADITI)
  const [address = ''] = addresses
  expect((await shop.photo(address, session)).statusCode).toBe(200)
  shop.sandbox.requests.length = 0
  return { shop, address, session }
}

test('an address can be used again by the session it was sealed for', async () => {
  const { shop, address, session } = await openShopWithAddress()
  await using _ = shop
  expect((await shop.photo(address, session)).statusCode).toBe(200)
  expect(photoRequests(shop)).toHaveLength(1)
})

test('an address altered anywhere opens nothing, and nobody is asked', async () => {
  const { shop, address, session } = await openShopWithAddress()
  await using _ = shop
  const start = '/photos/'.length
  const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=&.~+!')
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: start, max: address.length - 1 }),
      fc.constantFrom(...alphabet),
      async (at, character) => {
        fc.pre(address[at] !== character)
        const altered = address.slice(0, at) + character + address.slice(at + 1)
        const answer = await shop.photo(altered, session)
        expect(answer.json()).toMatchObject({ code: 'photo_refused', status: 404 })
      },
    ),
    { numRuns: 500 },
  )
  expect(shop.sandbox.requests).toEqual([])
})

test('a bit flipped in any byte of the seal opens nothing, and nobody is asked', async () => {
  const { shop, address, session } = await openShopWithAddress()
  await using _ = shop
  const [path = '', query = ''] = address.split('?')
  const bytes = Buffer.from(path.slice('/photos/'.length), 'base64url')
  for (const at of bytes.keys()) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
    const answer = await shop.photo(`/photos/${flipped.toString('base64url')}?${query}`, session)
    expect(answer.json()).toMatchObject({ code: 'photo_refused' })
  }
  expect(shop.sandbox.requests).toEqual([])
})

test.each<[string, (address: string) => string]>([
  ['without its query', (address) => address.split('?')[0] ?? ''],
  ['with a longer life', (address) => address.replace('3599', '604800')],
  ['with a later date', (address) => address.replace(/X-Amz-Date=\d{4}/, 'X-Amz-Date=9999')],
  ['with its query the other way round', (address) => address.replace(/\?(.*)&(.*)$/, '?$2&$1')],
  ['with more query', (address) => `${address}&a=b`],
  ['with a second query', (address) => `${address}?a=b`],
  ['with an empty second query', (address) => `${address}?`],
  [
    'percent-encoded',
    (address) =>
      address.replace(/\/photos\/(.)/, (_, first: string) => `/photos/%${first.charCodeAt(0).toString(16)}`),
  ],
  ['with padding', (address) => address.replace('?', '=?')],
  ['without its end', (address) => address.replace(/.\?/, '?')],
  ['with an end of its own', (address) => address.replace('?', 'A?')],
  ['with nothing sealed', (address) => address.replace(/\/photos\/[^?]*/, '/photos/')],
  ['with too little sealed', (address) => address.replace(/\/photos\/[^?]*/, '/photos/AAAA')],
])('an address %s opens nothing', async (_how, alter) => {
  const { shop, address, session } = await openShopWithAddress()
  await using _ = shop
  const headers = { cookie: `countersign-session=${session}` }
  const answer = await ask(await shop.listen(), alter(address), { headers })
  expect(answer.status).toBe(404)
  expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'photo_refused' })
  expect(shop.sandbox.requests).toEqual([])
})

test('an address opens nothing in another session, or in none', async () => {
  const { shop, address } = await openShopWithAddress()
  await using _ = shop
  const { code: till, password } = shop.sandbox.till
  const other = sessionOf(await shop.post('/api/session', { till, password }, {}))
  shop.sandbox.requests.length = 0
  expect((await shop.photo(address, other)).json()).toMatchObject({ code: 'photo_refused' })
  for (const session of [undefined, '', 'x'.repeat(43)])
    expect((await shop.photo(address, session)).json()).toMatchObject({ code: 'signed_out' })
  expect(photoRequests(shop)).toEqual([])
})

test('an address outlives the process, and serves at any gateway with the same store and keys', async () => {
  const sessionKeys = [randomBytes(32)] as const
  await using yesterday = await openShop({ sessionKeys })
  const { addresses, session } = await yesterday.lookUp(ADITI)
  await yesterday.gateway.close()
  await using today = await openShop({
    sessionKeys,
    store: yesterday.store,
    photoOrigins: [originOf(yesterday.sandbox.photoOrigin)],
    signedIn: false,
  })
  expect((await today.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
})

test('an address opens nothing with the keys of another installation', async () => {
  const { shop, address, session } = await openShopWithAddress()
  await using _ = shop
  await using elsewhere = await openShop()
  expect((await elsewhere.photo(address, session)).json()).toMatchObject({ code: 'signed_out' })
  expect((await elsewhere.photo(address, elsewhere.session)).json()).toMatchObject({ code: 'photo_refused' })
  expect(elsewhere.sandbox.requests).toEqual([])
})

test('the same photo has another address in each answer', async () => {
  await using shop = await openShop()
  const [one, other] = [await shop.lookUp(ADITI), await shop.lookUp(ADITI)]
  expect(one.addresses).not.toEqual(other.addresses)
})

test('an address tells neither the customer nor the file', async () => {
  await using shop = await openShop()
  const { addresses } = await shop.lookUp(ADITI)
  const [address = ''] = addresses
  const opened = Buffer.from(address.split(/[/?]/)[2] ?? '', 'base64url').toString('latin1')
  for (const secret of [String(ADITI), 'customerImage', 'http', 'X-Amz']) expect(opened).not.toContain(secret)
})
