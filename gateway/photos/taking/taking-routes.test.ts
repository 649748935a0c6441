import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { policyOf, withoutLimits } from '#test/support/policies.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import {
  agreed,
  portrait,
  removePhoto as remove,
  savePhoto as save,
  uploadHeaders,
} from '#test/support/take-photo.ts'
import { anotherSession, decided, eventsOf, look } from '#test/support/verify.ts'
import { withExif } from '#sandbox/edge-cases/exif.ts'

const RED = 700_000_001
const NO_PHOTO = 600_000_103
const FIVE = 600_000_201

const openly = { replace: { roles: ['associate'] }, remove: { roles: ['associate'] } }
const unverified = { policy: policyOf({ ...withoutLimits.policy, photo: openly }) }

const photosOf = async (shop: Shop, userId: number) =>
  readCustomer((await shop.customer(userId)).json(), String(userId)).photos

const identities = async (shop: Shop, userId: number) =>
  (await photosOf(shop, userId)).map((photo) => (photo.state === 'on-file' ? photo.identity : photo.state))

const writes = ({ sandbox }: Shop) =>
  sandbox.requests.filter(({ at, method }) => at === 'api' && method !== 'GET').map(({ method }) => method)

test('a photo that is taken is on file, without the place where it was taken, and the agreement was recorded before it left', async () => {
  await using shop = await openShop()
  const looked = await look(shop, NO_PHOTO)
  const file = withExif(await portrait(), { orientation: 1, latitude: [12, 58, 18], longitude: [77, 35, 40] })
  const answer = await save(shop, looked, file, { ...agreed, doubts: ['dark'] })
  expect(answer.json()).toEqual({ identity: expect.stringMatching(/^customerImage\//), former: 'none' })
  expect(await identities(shop, NO_PHOTO)).toEqual([answer.json().identity])
  const { addresses, session } = await shop.lookUp(NO_PHOTO)
  const { rawPayload } = await shop.photo(addresses[0] ?? '', session)
  expect(rawPayload.length).toBe(file.length)
  expect(rawPayload.includes(Buffer.from(new Uint32Array([12, 1, 58, 1, 18, 1]).buffer))).toBe(false)
  const [agreement] = await eventsOf(shop, 'photo_consent')
  expect(agreement).toMatchObject({
    customer_id: String(NO_PHOTO),
    facts: { consent: 'given', version: '1', language: 'en', usedFor: ['counter'], keepMonths: 36 },
  })
  expect(await eventsOf(shop, 'photo_save')).toMatchObject([
    { outcome: 'done', facts: { source: 'camera', doubts: ['dark'], photo: answer.json().identity } },
  ])
})

test('without the agreement, or if it cannot be recorded, no byte leaves', async () => {
  await using shop = await openShop()
  const looked = await look(shop, NO_PHOTO)
  for (const facts of [{}, { ...agreed, consent: {} }, { doubts: [], source: 'camera' }])
    expect((await save(shop, looked, await portrait(), facts)).json()).toMatchObject({ code: 'bad_request' })
  await shop.store.query('alter table audit_events rename to elsewhere')
  expect((await save(shop, looked, await portrait())).json()).toMatchObject({ code: 'not_recorded' })
  await shop.store.query('alter table elsewhere rename to audit_events')
  expect(writes(shop)).toEqual([])
})

for (const upload of ['append', 'replace'] as const)
  test(`the former photo is gone after it was replaced, where the platform would ${upload}`, async () => {
    await using shop = await openShop({ policy: unverified.policy })
    shop.sandbox.control({ upload })
    const looked = await look(shop, RED)
    const answer = await save(shop, looked, await portrait(), { ...agreed, replaces: looked.photo })
    expect(answer.json()).toMatchObject({ former: 'gone' })
    expect(await identities(shop, RED)).toEqual([answer.json().identity])
    expect(writes(shop)).toEqual(upload === 'append' ? ['POST', 'DELETE'] : ['POST'])
  })

test('of five photos exactly the one that was shown is removed, wherever it stands by then', async () => {
  await using shop = await openShop({ policy: unverified.policy })
  const looked = await look(shop, FIVE)
  const all = await identities(shop, FIVE)
  const [, second = '', , fourth = ''] = all
  expect((await remove(shop, looked, second)).statusCode).toBe(204)
  expect((await remove(shop, looked, fourth)).statusCode).toBe(204)
  expect(await identities(shop, FIVE)).toEqual(all.filter((each) => each !== second && each !== fourth))
  expect((await remove(shop, looked, second)).json()).toMatchObject({ code: 'photo_changed', status: 409 })
  expect(await eventsOf(shop, 'photo_consent')).toMatchObject([{ facts: { consent: 'ended' } }, {}])
})

test.each([
  [600_001_252, 'photo_not_taken'],
  [600_001_253, 'upload_too_small'],
  [600_001_254, 'upload_not_a_photo'],
  [600_001_258, 'photo_not_taken'],
  [600_001_259, 'not_allowed'],
  [600_001_260, 'photo_not_taken'],
  [600_001_261, 'photo_not_taken'],
  [600_001_262, 'identity_mismatch'],
])(
  'where the platform keeps no photo of %i, the answer is %s, and it was sent once',
  async (userId, code) => {
    await using shop = await openShop()
    for (const imageCodes of ['warnings', 'errors']) {
      shop.sandbox.control({ imageCodes: imageCodes === 'errors' ? 'errors' : 'warnings' })
      const answer = await save(shop, await look(shop, userId), await portrait())
      expect(answer.json()).toMatchObject({ code })
    }
    expect(await identities(shop, userId)).toEqual([])
    expect(writes(shop)).toEqual(['POST', 'POST'])
  },
)

test('the former photo stays if the new one is not taken, and is said to stay if it cannot be deleted', async () => {
  await using shop = await openShop({ policy: unverified.policy })
  const failing = await look(shop, 600_001_251)
  const answer = await save(shop, failing, await portrait(), { ...agreed, replaces: failing.photo })
  expect(answer.json()).toMatchObject({ code: 'photo_not_taken' })
  expect(await identities(shop, 600_001_251)).toEqual([failing.photo])
  const sticky = await look(shop, 600_001_255)
  const saved = await save(shop, sticky, await portrait(), { ...agreed, replaces: sticky.photo })
  expect(saved.json()).toMatchObject({ former: 'kept' })
  expect(await identities(shop, 600_001_255)).toEqual([saved.json().identity, sticky.photo])
  expect((await remove(shop, sticky, sticky.photo ?? '')).json()).toMatchObject({ code: 'photo_not_removed' })
})

test('a photo whose answer was lost is found by reading, and not sent again', async () => {
  await using shop = await openShop()
  const answer = await save(shop, await look(shop, 600_001_257), await portrait())
  expect(answer.json()).toMatchObject({ former: 'none' })
  expect(await identities(shop, 600_001_257)).toEqual([answer.json().identity])
  expect(writes(shop)).toEqual(['POST'])
})

test('while another write for the customer is under way, a photo waits for its turn', async () => {
  await using shop = await openShop()
  const answer = await save(shop, await look(shop, 600_001_256), await portrait())
  expect(answer.json()).toMatchObject({ former: 'none' })
  expect(writes(shop)).toEqual(['POST', 'POST'])
})

test('two tills take a photo of one customer at the same time: both are kept, and each is told of its own', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ writeDelay: 50 })
  const other = await anotherSession(shop)
  const [one, two] = [await look(shop, NO_PHOTO), await look(shop, NO_PHOTO, other)]
  const answers = await Promise.all([
    save(shop, one, await portrait()),
    save(shop, two, await portrait('p06')),
  ])
  const told = answers.map((answer) => String(answer.json().identity))
  expect(new Set(told)).toEqual(new Set(await identities(shop, NO_PHOTO)))
  expect(told[0]).not.toBe(told[1])
})

test('of five photos the chosen one makes room for the new one', async () => {
  await using shop = await openShop({ policy: unverified.policy })
  const looked = await look(shop, FIVE)
  const before = await identities(shop, FIVE)
  const answer = await save(shop, looked, await portrait(), { ...agreed, replaces: before[2] })
  expect(answer.json()).toMatchObject({ former: 'gone' })
  expect(new Set(await identities(shop, FIVE))).toEqual(
    new Set([...before.toSpliced(2, 1), answer.json().identity]),
  )
  expect(writes(shop)).toEqual(['POST', 'DELETE', 'POST'])
})

test('a sixth photo is refused', async () => {
  await using shop = await openShop()
  const answer = await save(shop, await look(shop, FIVE), await portrait())
  expect(answer.json()).toMatchObject({ code: 'photos_full', status: 409 })
})

test('a file that is no whole JPEG of the right size goes no further than the gateway', async () => {
  await using shop = await openShop()
  const looked = await look(shop, NO_PHOTO)
  const whole = await portrait()
  for (const [payload, code] of [
    [whole.subarray(0, whole.length / 2), 'upload_not_a_photo'],
    [Buffer.from(`%PDF-1.4\n${'x'.repeat(20_000)}`), 'upload_not_a_photo'],
    [await readFile(new URL('../../../sandbox/portraits/p14.png', import.meta.url)), 'upload_not_a_photo'],
    [whole.subarray(0, 10_000), 'upload_too_small'],
    [Buffer.concat([whole, Buffer.alloc(1_000_000)]), 'upload_too_large'],
    [Buffer.alloc(10_000_001), 'upload_too_large'],
  ] as const)
    expect((await save(shop, looked, payload)).json()).toMatchObject({ code })
  expect(writes(shop)).toEqual([])
})

test('an upload that is cut in the middle leaves nothing behind, and the next one is taken', async () => {
  await using shop = await openShop()
  const looked = await look(shop, NO_PHOTO)
  const file = await portrait()
  const { port } = new URL(await shop.listen())
  const till = connect(Number(port), '127.0.0.1')
  const headers = Object.entries({ ...uploadHeaders(shop, looked), 'content-length': String(file.length) })
  till.write(
    `POST /api/customers/${NO_PHOTO}/photo HTTP/1.1\r\nHost: shop\r\n${headers.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n`,
  )
  await new Promise<void>((resolve) => till.write(file.subarray(0, file.length / 2), () => resolve()))
  till.destroy()
  await once(till, 'close')
  expect(await eventsOf(shop, 'photo_consent')).toEqual([])
  expect((await save(shop, looked, file)).json()).toMatchObject({ former: 'none' })
  expect(writes(shop)).toEqual(['POST'])
  expect(await eventsOf(shop, 'photo_save')).toHaveLength(1)
})

test('a picture is not even read for somebody who is signed out or locked, and not saved without a view of the customer', async () => {
  await using shop = await openShop()
  const looked = await look(shop, NO_PHOTO)
  const file = await portrait()
  expect((await save(shop, { ...looked, session: '' }, file)).json()).toMatchObject({ code: 'signed_out' })
  const other = await look(shop, RED)
  expect((await save(shop, { ...looked, view: other.view }, file)).json()).toMatchObject({
    code: 'view_over',
  })
  await shop.post('/api/session/lock', {})
  expect((await save(shop, looked, file)).json()).toMatchObject({ code: 'locked' })
  expect(writes(shop)).toEqual([])
})

test('a photo is replaced and removed for a customer who was verified, and for nobody else', async () => {
  await using shop = await openShop()
  const looked = await look(shop, RED)
  const facts = { ...agreed, replaces: looked.photo }
  expect((await save(shop, looked, await portrait(), facts)).json()).toMatchObject({ code: 'verify_first' })
  expect((await remove(shop, looked, looked.photo ?? '')).json()).toMatchObject({ code: 'verify_first' })
  await decided(shop, looked)
  const saved = await save(shop, looked, await portrait(), facts)
  expect(saved.json()).toMatchObject({ former: 'gone' })
  expect((await remove(shop, await look(shop, RED), saved.json().identity)).statusCode).toBe(204)
  expect(await eventsOf(shop, 'refused')).toMatchObject([
    { outcome: 'verify_first', facts: { act: 'replace' } },
    { outcome: 'verify_first', facts: { act: 'remove' } },
  ])
})

test('the policy decides which role may take a photo, and the screen is told', async () => {
  const forManagers = policyOf({
    photo: { take: { roles: ['manager'] }, remove: { roles: [] }, renewAfterMonths: 30 },
  })
  await using shop = await openShop({ policy: forManagers })
  expect((await save(shop, await look(shop, NO_PHOTO), await portrait())).json()).toMatchObject({
    code: 'managers_only',
  })
  const red = await look(shop, RED)
  expect((await remove(shop, red, red.photo ?? '')).json()).toMatchObject({ code: 'not_permitted' })
  const told = await shop.gateway.inject({ url: '/api/purposes', headers: shop.headers.read })
  expect(told.json()).toMatchObject({
    photo: {
      take: { isAllowed: false },
      replace: { isAllowed: true, verifiedFirst: true },
      usedFor: ['counter'],
      renewAfterMonths: 30,
    },
  })
})
