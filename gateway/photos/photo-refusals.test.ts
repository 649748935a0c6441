import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { openShop, shortPatience, type Shop } from '#test/support/shop.ts'

const photoRequests = ({ sandbox }: Shop) => sandbox.requests.filter(({ at }) => at === 'photos')

test.each<[what: string, userId: number, status: number, code: string]>([
  ['a Wi-Fi sign-in page', 600_000_203, 502, 'photo_not_an_image'],
  ['a PDF', 600_000_204, 502, 'photo_not_an_image'],
  ['an SVG with a script', 600_000_205, 502, 'photo_not_an_image'],
  ['a picture of 40,000 by 40,000 pixels', 600_000_207, 502, 'photo_too_large'],
  ['a picture of 20 MB', 600_000_208, 502, 'photo_too_large'],
  ['an empty file', 600_000_210, 502, 'photo_not_an_image'],
  ['a wrong signature', 600_000_315, 502, 'photo_refused'],
  ['a photo host that never answers', 600_000_401, 504, 'photo_timed_out'],
  ['a redirect', 600_000_402, 502, 'photo_refused'],
  ['a file that is gone', 600_000_403, 404, 'photo_gone'],
  ['access denied, but not for its age', 600_000_404, 502, 'photo_refused'],
])('%s (%i) is told as %i %s', async (_what, userId, status, code) => {
  await using shop = await openShop(code === 'photo_timed_out' ? { patience: shortPatience } : {})
  const { addresses, session } = await shop.lookUp(userId)
  const answer = await shop.photo(addresses[0] ?? '', session)
  expect(answer.json()).toMatchObject({ code, status, type: `urn:countersign:problem:${code}` })
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.body).not.toMatch(/Amz|http:|customerImage|AccessDenied/)
  expect(photoRequests(shop)).toHaveLength(1)
  expect(shop.sandbox.requests).toHaveLength(2)
})

test.each<[what: string, userId: number]>([
  ['another origin', 600_000_316],
  ['a host whose name only begins like the right one', 600_000_317],
  ['the right host without TLS', 600_000_318],
  ['a link-local address', 600_000_319],
  ['a file', 600_000_320],
  ['a script', 600_000_321],
  ['nowhere', 600_000_322],
])('a link to %s (%i) is refused and never asked for', async (_what, userId) => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(userId)
  const answer = await shop.photo(addresses[0] ?? '', session)
  expect(answer.json()).toMatchObject({ code: 'photo_refused', status: 502 })
  expect(shop.sandbox.requests.map(({ at, path }) => [at, path.split('?')[0]])).toEqual([
    ['api', `/v2/customers/${userId}/setImage`],
  ])
})

test.each<[what: string, userId: number]>([
  ['broke off while it was uploaded', 600_000_209],
  ['breaks off on its way', 600_000_405],
])('a photo that %s (%i) never arrives as a whole one', async (_what, userId) => {
  await using shop = await openShop()
  const origin = await shop.listen()
  const { addresses, session } = await shop.lookUp(userId)
  const [address = ''] = addresses
  const headers = { cookie: `countersign-session=${session}` }
  // Once fetched ahead, which may fail before the browser's request, and once while the browser waits.
  for (let time = 0; time < 2; time++) {
    const answer = await ask(origin, address, { headers }).catch(() => undefined)
    const isTold = answer?.status === 502 && /photo_(refused|unshowable)/.test(answer.body.toString())
    expect(answer === undefined || isTold || !answer.isWhole).toBe(true)
  }
  expect(shop.logLines.join('')).not.toContain('"code":"internal"')
})

test.each([600_000_703, 600_000_704, 600_000_705])(
  'a photo that is another customer’s (%i) is withheld: it has no address and is not fetched',
  async (userId) => {
    await using shop = await openShop()
    const answer = await shop.customer(userId)
    expect(answer.json()).toMatchObject({ customerImage: [{ status: 'withheld' }] })
    expect(answer.body).not.toContain('/photos/')
    expect(photoRequests(shop)).toEqual([])
  },
)
