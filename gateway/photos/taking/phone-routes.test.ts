import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { viewHeader } from '#contract/api/headers.ts'
import { phoneLink } from '#contract/api/phone-photo.ts'
import { policyOf } from '#test/support/policies.ts'
import { openShop, withSession, type Shop } from '#test/support/shop.ts'
import { openTestStore } from '#test/support/store.ts'
import { agreed, portrait, savePhoto } from '#test/support/take-photo.ts'
import { anotherSession, eventsOf, look, type Looked } from '#test/support/verify.ts'

const NO_PHOTO = 600_000_103
const ANOTHER = 600_000_101

const withPhones = { policy: policyOf({ photo: { phone: true } }) }

const linkPath = ({ userId }: { userId: number | string }) => `/api/customers/${userId}/photo/phone`

const ask = (shop: Shop, { userId, view, session }: Looked, act = 'take') =>
  shop.gateway.inject({
    method: 'POST',
    url: linkPath({ userId }),
    headers: { ...shop.headers.write, ...withSession(session), [viewHeader]: view },
    payload: { act },
  })

async function linkFor(shop: Shop, looked: Looked) {
  const { id, url } = v.parse(phoneLink, (await ask(shop, looked)).json())
  return { id, secret: url.replace(/^\/phone#/, '') }
}

/** As the page on the phone does: from our own page, without a cookie. */
const asPhone = (secret: string) => ({
  'sec-fetch-site': 'same-origin',
  authorization: `Bearer ${secret}`,
})

const openPage = ({ gateway }: Shop, secret: string) =>
  gateway.inject({ method: 'POST', url: '/api/phone/open', headers: asPhone(secret) })

const sendPicture = ({ gateway }: Shop, secret: string, payload: Buffer) =>
  gateway.inject({
    method: 'POST',
    url: '/api/phone/photo',
    headers: { ...asPhone(secret), 'content-type': 'image/jpeg' },
    payload,
  })

const fetchPicture = (
  { gateway, session }: Shop,
  id: string,
  { userId = NO_PHOTO, as = session }: { userId?: number; as?: string } = {},
) => gateway.inject({ url: `${linkPath({ userId })}/${id}`, headers: withSession(as) })

const over = { code: 'code_over', status: 404 }

test('a phone sends one picture to the till that asked, which gets it once, and both are on the record', async () => {
  await using shop = await openShop(withPhones)
  const looked = await look(shop, NO_PHOTO)
  const { id, secret } = await linkFor(shop, looked)
  expect(secret).toMatch(/^[\w-]{32}$/)
  expect((await fetchPicture(shop, id)).json()).toEqual({ state: 'waiting' })
  expect((await openPage(shop, secret)).statusCode).toBe(204)
  expect((await openPage(shop, secret)).statusCode).toBe(204)
  expect((await fetchPicture(shop, id)).json()).toEqual({ state: 'opened' })
  const sent = await sendPicture(shop, secret, await portrait())
  expect([sent.statusCode, sent.body]).toEqual([204, ''])
  const got = await fetchPicture(shop, id)
  expect(got.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' })
  expect(got.rawPayload.length).toBe((await portrait()).length)
  expect((await fetchPicture(shop, id)).json()).toMatchObject(over)
  expect((await openPage(shop, secret)).json()).toMatchObject(over)
  expect(await eventsOf(shop, 'photo_phone')).toMatchObject([
    { customer_id: String(NO_PHOTO), facts: { phone: 'asked' } },
    { customer_id: String(NO_PHOTO), facts: { phone: 'sent' } },
  ])
  await savePhoto(shop, looked, got.rawPayload, { ...agreed, source: 'phone' })
  expect(await eventsOf(shop, 'photo_save')).toMatchObject([{ outcome: 'done', facts: { source: 'phone' } }])
  expect(await shop.store.query('select * from phone_photos')).toEqual([])
})

test('the secret of a phone’s link and the picture are in no log line and not readable in the store', async () => {
  await using shop = await openShop(withPhones)
  const { id, secret } = await linkFor(shop, await look(shop, NO_PHOTO))
  await openPage(shop, secret)
  await sendPicture(shop, secret, await portrait())
  const [kept] = await shop.store.query('select * from phone_photos')
  const sealed = v.parse(v.instance(Uint8Array), kept?.['picture_sealed'])
  const part = (await portrait()).subarray(2000, 2030)
  expect(Buffer.from(sealed).includes(part)).toBe(false)
  expect(Buffer.from(sealed).includes(part.toString('base64').slice(4, 24))).toBe(false)
  await fetchPicture(shop, id)
  expect(shop.logLines.join('')).toContain('/api/phone/photo')
  expect(shop.logLines.join('')).not.toContain(secret)
  expect(JSON.stringify([kept, await shop.store.query('select * from audit_events')])).not.toContain(secret)
})

test('a phone’s link dies after a minute unless it was opened, and its picture a minute after it was sent', async () => {
  let now = Date.now()
  const sessionLimits = { hideAfter: 90, lockAfter: 90_000, lockKeep: 5, idle: 90_000, longest: 90_000 }
  await using shop = await openShop({ ...withPhones, sessionLimits, now: () => now })
  const looked = await look(shop, NO_PHOTO)
  const unopened = await linkFor(shop, looked)
  now += 61_000
  expect((await openPage(shop, unopened.secret)).json()).toMatchObject(over)
  expect((await fetchPicture(shop, unopened.id)).json()).toMatchObject(over)
  const opened = await linkFor(shop, looked)
  await openPage(shop, opened.secret)
  now += 61_000
  // Opening it again gives no more time.
  expect((await openPage(shop, opened.secret)).statusCode).toBe(204)
  now += 58_000
  expect((await sendPicture(shop, opened.secret, await portrait())).statusCode).toBe(204)
  now += 61_000
  expect((await fetchPicture(shop, opened.id)).json()).toMatchObject(over)
  const slow = await linkFor(shop, looked)
  await openPage(shop, slow.secret)
  now += 121_000
  expect((await sendPicture(shop, slow.secret, await portrait())).json()).toMatchObject(over)
})

test('a phone’s picture is for the session, the associate and the customer it was asked for', async () => {
  await using shop = await openShop(withPhones)
  const other = await anotherSession(shop)
  const { id, secret } = await linkFor(shop, await look(shop, NO_PHOTO))
  await sendPicture(shop, secret, await portrait())
  expect((await fetchPicture(shop, id, { as: other })).json()).toMatchObject(over)
  expect((await fetchPicture(shop, id, { userId: ANOTHER })).json()).toMatchObject(over)
  const drop = { method: 'DELETE', url: `${linkPath({ userId: NO_PHOTO })}/${id}` } as const
  const asOther = { ...shop.headers.write, ...withSession(other) }
  expect((await shop.gateway.inject({ ...drop, headers: asOther })).statusCode).toBe(204)
  const { who } = (await shop.gateway.inject({ url: '/api/session', headers: shop.headers.read })).json()
  const [, colleague] = who.staff
  await shop.post('/api/session/associate', { associate: colleague.id })
  expect((await fetchPicture(shop, id)).json()).toMatchObject(over)
  await shop.post('/api/session/associate', { associate: who.staff[0].id })
  expect((await shop.gateway.inject({ ...drop, headers: shop.headers.write })).statusCode).toBe(204)
  expect(await shop.store.query('select id from phone_photos')).toEqual([])
})

test.each([
  ['locks', (shop: Shop) => shop.post('/api/session/lock')],
  [
    'ends',
    ({ gateway, headers }: Shop) =>
      gateway.inject({ method: 'DELETE', url: '/api/session', headers: headers.write }),
  ],
])('a phone’s link and picture are gone when the session %s', async (_, act) => {
  await using shop = await openShop(withPhones)
  const { secret } = await linkFor(shop, await look(shop, NO_PHOTO))
  await sendPicture(shop, secret, await portrait())
  expect(await shop.store.query('select id from phone_photos')).toHaveLength(1)
  expect((await act(shop)).statusCode).toBeLessThan(300)
  expect(await shop.store.query('select id from phone_photos')).toEqual([])
  expect((await sendPicture(shop, secret, await portrait())).json()).toMatchObject(over)
})

test('a phone’s picture is judged as an upload is, and can be sent again after it was refused', async () => {
  await using shop = await openShop(withPhones)
  const { id, secret } = await linkFor(shop, await look(shop, NO_PHOTO))
  const pdf = Buffer.from('%PDF-1.4\n'.repeat(3000))
  expect((await sendPicture(shop, secret, pdf)).json()).toMatchObject({ code: 'upload_not_a_photo' })
  const cut = (await portrait()).subarray(0, 15_000)
  expect((await sendPicture(shop, secret, cut)).json()).toMatchObject({ code: 'upload_not_a_photo' })
  const long = Buffer.concat([await portrait(), Buffer.alloc(10_000_000)])
  expect((await sendPicture(shop, secret, long)).json()).toMatchObject({ code: 'upload_too_large' })
  expect((await fetchPicture(shop, id)).json()).toEqual({ state: 'waiting' })
  expect((await sendPicture(shop, secret, await portrait())).statusCode).toBe(204)
  expect((await sendPicture(shop, secret, await portrait())).json()).toMatchObject(over)
})

test('till and phone may reach different gateways', async () => {
  await using store = await openTestStore()
  const shared = { ...withPhones, store, sessionKeys: [randomBytes(32)] as const }
  await using one = await openShop(shared)
  await using other = await openShop(shared)
  const { id, secret } = await linkFor(one, await look(one, NO_PHOTO))
  expect((await openPage(other, secret)).statusCode).toBe(204)
  expect((await sendPicture(other, secret, await portrait())).statusCode).toBe(204)
  expect((await fetchPicture(one, id)).rawPayload.length).toBe((await portrait()).length)
})

test('no phone is asked for without the policy, a view of the customer, or the right to the photo', async () => {
  await using closed = await openShop()
  const refused = await ask(closed, await look(closed, NO_PHOTO))
  expect(refused.json()).toMatchObject({ code: 'not_permitted' })
  await using shop = await openShop(withPhones)
  const looked = await look(shop, NO_PHOTO)
  expect((await ask(shop, { ...looked, userId: String(ANOTHER) })).json()).toMatchObject({
    code: 'view_over',
  })
  expect((await ask(shop, looked, 'replace')).json()).toMatchObject({ code: 'verify_first' })
  expect((await ask(shop, { ...looked, session: '' })).json()).toMatchObject({ code: 'signed_out' })
  const closedPhoto = await savePhoto(closed, await look(closed, NO_PHOTO), await portrait(), {
    ...agreed,
    source: 'phone',
  })
  expect(closedPhoto.json()).toMatchObject({ code: 'not_permitted' })
})

test('a session has one link at a time, and six a minute; wrong secrets of a network have to wait', async () => {
  await using shop = await openShop(withPhones)
  const looked = await look(shop, NO_PHOTO)
  const first = await linkFor(shop, looked)
  for (let more = 0; more < 5; more++) await linkFor(shop, looked)
  expect((await openPage(shop, first.secret)).json()).toMatchObject(over)
  expect((await ask(shop, looked)).json()).toMatchObject({ code: 'slow_down' })
  const codes = new Set<unknown>()
  for (let tries = 0; tries < 22; tries++)
    codes.add((await openPage(shop, randomBytes(24).toString('base64url'))).json().code)
  expect([...codes]).toEqual(['code_over', 'slow_down'])
})
