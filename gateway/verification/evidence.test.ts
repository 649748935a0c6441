import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { viewHeader } from '#contract/api/headers.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import {
  answerOf,
  anotherSession,
  decide,
  decided,
  eventsOf,
  findBy,
  look,
  photoLooked,
  type Looked,
} from '#test/support/verify.ts'

const rohan = 565_040_002

const reveal = (shop: Shop, field: string, masked: string, session = shop.session) =>
  shop.post(`/api/customers/${rohan}/reveal`, { field, masked, reason: 'customer_asks' }, { session })

/** Where the first masked value of a kind stands in the answer, and what stands there. */
async function fieldOf(shop: Shop, name: RegExp) {
  const body = (await shop.customer(rohan)).json()
  const { maskedFields } = v.parse(v.object({ maskedFields: v.array(v.object({ at: v.string() })) }), body)
  const field = maskedFields.map(({ at }) => at).find((at) => name.test(at)) ?? ''
  let masked: unknown = body
  for (const key of field.split('/').slice(1)) masked = Object(masked)[key]
  return { field, masked: String(masked) }
}

/** A customer on screen whose photo's bytes were not asked for. */
async function lookWithoutPhoto(shop: Shop): Promise<Looked> {
  const answer = await shop.customer(rohan)
  const photo = readCustomer(answer.json(), String(rohan)).photos.find((each) => each.state === 'on-file')
  const view = String(answer.headers[viewHeader])
  return { userId: String(rohan), view, photo: photo?.identity, session: shop.session }
}

const noPhoto = { code: 'bad_request', path: 'photo' }

test('a photo counts once its bytes have gone to the session, and only for the seconds since', async () => {
  let now = Date.now()
  await using shop = await openShop({ now: () => now })
  const unseen = await lookWithoutPhoto(shop)
  expect((await decide(shop, unseen, answerOf(unseen))).json()).toMatchObject(noPhoto)
  // Another session's look does not help.
  await look(shop, rohan, await anotherSession(shop))
  expect((await decide(shop, unseen, answerOf(unseen))).json()).toMatchObject(noPhoto)
  const looked = await look(shop, rohan)
  now += 2500
  const photo = { ...photoLooked(looked.photo ?? ''), seconds: 600 }
  await decided(shop, looked, answerOf(looked, { photo }))
  const [event] = await eventsOf(shop, 'decision')
  expect(event).toMatchObject({ facts: { photo: looked.photo, seconds: 2.5 } })
})

test('a second opinion needs the photo on this screen, too', async () => {
  await using shop = await openShop()
  const { view, photo = '' } = await lookWithoutPhoto(shop)
  const opinion = { view, associate: '2290', pin: '1234', result: 'same', photo: photoLooked(photo) }
  const answer = await shop.post(`/api/customers/${rohan}/second-opinion`, opinion)
  expect(answer.json()).toMatchObject(noPhoto)
})

test('a card whose number this session has revealed proves nothing when it is typed as a scanner does', async () => {
  await using shop = await openShop()
  const { field, masked } = await fieldOf(shop, /^\/cardDetails\/\d+\/cardNumber$/)
  const before = await findBy(shop, 'cardNumber', 'CS-4000-0002')
  const { photo: _, ...byCard } = answerOf(before, { isScanned: true })
  const first = await decided(shop, before, byCard)
  expect(first.factors).toEqual(['card'])
  expect((await eventsOf(shop, 'decision'))[0]).toMatchObject({ facts: { cardScan: 'told by the till' } })
  expect((await reveal(shop, field, masked)).statusCode).toBe(200)
  const after = await findBy(shop, 'cardNumber', 'CS-4000-0002')
  const again = { ...byCard, view: after.view, key: randomUUID(), after: first.receipt }
  expect((await decide(shop, after, again)).json()).toMatchObject({ code: 'not_enough' })
})

test('seconds at the photo are those of this encounter', async () => {
  let now = Date.now()
  await using shop = await openShop({ now: () => now })
  await look(shop, rohan)
  now += 60_000
  const again = await look(shop, rohan)
  now += 1500
  const photo = { ...photoLooked(again.photo ?? ''), seconds: 600 }
  await decided(shop, again, answerOf(again, { photo }))
  expect((await eventsOf(shop, 'decision'))[0]).toMatchObject({ facts: { seconds: 1.5 } })
})

async function questionsOn(shop: Shop, session = shop.session) {
  const not: string[] = []
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const { question } = (await shop.post(`/api/customers/${rohan}/challenge`, { not }, { session })).json()
    if (question === undefined) return not
    not.push(question)
  }
}

test('no question asks for what the session has revealed, or found the customer by', async () => {
  await using shop = await openShop()
  expect(await questionsOn(shop)).toContain('email_before_at')
  const email = await fieldOf(shop, /^\/profiles\/0\/commChannels\/\d+\/value$/)
  expect((await reveal(shop, email.field, email.masked)).statusCode).toBe(200)
  const left = await questionsOn(shop)
  expect(left).not.toContain('email_before_at')
  expect(left).toContain('mobile_first_four')

  const session = await anotherSession(shop)
  expect(await questionsOn(shop, session)).toContain('mobile_first_four')
  await shop.post('/api/find', { kind: 'mobile', value: '916000000002' }, { session })
  expect(await questionsOn(shop, session)).not.toContain('mobile_first_four')
})
