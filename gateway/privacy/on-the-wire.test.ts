import { expect, test } from 'vitest'
import { viewAsHeader } from '#contract/api/headers.ts'
import { marked } from '#sandbox/customers/marked.ts'
import { customers } from '#sandbox/directory.ts'
import { policyOf, withoutLimits } from '#test/support/policies.ts'
import { customerPath, openShop, sessionOf, type Shop } from '#test/support/shop.ts'

/** Every text and number of a customer that the default policy masks or hides. */
function secretsOf({
  email,
  mobile,
  externalId,
  cards = [],
  fields = {},
  extendedFields = {},
  elsewhere = [],
}: (typeof marked)[number]) {
  const { city_name: _, ...hidden } = fields
  return [
    email,
    mobile,
    externalId,
    ...cards.map(({ number }) => number),
    ...Object.values(hidden),
    ...Object.values(extendedFields),
    ...elsewhere.flatMap(({ accountId, identifiers }) => [
      accountId,
      ...identifiers.map(({ value }) => value),
    ]),
  ].filter((each) => each !== undefined)
}

async function signedInAt(shop: Shop, { code: till, password }: { code: string; password: string }) {
  return sessionOf(await shop.post('/api/session', { till, password }, {}))
}

test('of thirty customers all of whose values are markers, nothing that is masked reaches the browser', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  const received: string[] = []
  for (const { userId, mobile, name } of marked) {
    // oxlint-disable-next-line no-await-in-loop
    const answers = await Promise.all([
      shop.customer(userId),
      shop.post('/api/find', { kind: 'mobile', value: mobile }),
      shop.post('/api/find', { kind: 'name', value: name[0] }),
      shop.post('/api/search', { text: name[0] }),
    ])
    for (const { statusCode, body, headers } of answers) {
      expect(statusCode).toBe(200)
      received.push(body, JSON.stringify(headers))
    }
  }
  const wire = received.join('\n').toLowerCase()
  expect(wire).toContain(marked[0]?.name[0].toLowerCase())
  const secrets = marked.flatMap(secretsOf)
  expect(secrets.length).toBeGreaterThan(250)
  expect(secrets.filter((each) => wire.includes(String(each).toLowerCase()))).toEqual([])
})

test('a policy that hides everything leaves the id and the photo', async () => {
  await using shop = await openShop({
    policy: policyOf({
      fields: Object.fromEntries([...namedByDefault(), '**'].map((name) => [name, 'hide'])),
    }),
  })
  const answer = (await shop.customer(565_039_505)).json()
  expect(answer.id).toBe(565_039_505)
  expect(answer.customerImage[0].secureFilePath).toMatch(/^\/photos\//)
  expect(JSON.stringify(answer)).not.toMatch(/Aditi|Khan|4269|example\.com|Bangalore|neeraj/)
})

test('a manager’s till shows what the policy shows managers, and as an associate sees it when asked to', async () => {
  await using shop = await openShop({ managerTills: ['till.office'] })
  const session = await signedInAt(shop, shop.sandbox.tillOfManager)
  expect(
    (
      await shop.gateway.inject({
        url: '/api/session',
        headers: { cookie: `countersign-session=${session}` },
      })
    ).json(),
  ).toMatchObject({
    who: { role: 'manager' },
  })
  const purchases = (answer: Awaited<ReturnType<Shop['customer']>>) =>
    answer.json().loyaltyInfo.lifetimePurchases
  expect(purchases(await shop.customer(565_039_505, { session }))).toBe(0)
  const headers = { cookie: `countersign-session=${session}`, [viewAsHeader]: 'associate' }
  expect(purchases(await shop.gateway.inject({ url: customerPath(565_039_505), headers }))).toBe('••••')
  expect(purchases(await shop.customer(565_039_505))).toBe('••••')
})

test('no header makes a manager of an associate', async () => {
  await using shop = await openShop()
  const headers = { ...shop.headers.read, [viewAsHeader]: 'manager' }
  const answer = await shop.gateway.inject({ url: customerPath(565_039_505), headers })
  expect(answer.json().loyaltyInfo.lifetimePurchases).toBe('••••')
})

test('a name that is masked is masked in lists of people too', async () => {
  await using shop = await openShop({
    policy: policyOf({ fields: { 'profiles.lastName': { associate: 'mask', as: 'name' } } }),
  })
  const { people } = (await shop.post('/api/search', { text: 'Adi' })).json()
  expect(people.length).toBeGreaterThan(0)
  expect(people.filter(({ name }: { name?: string }) => name !== 'A••••')).toEqual([])
  expect(customers.get(565_039_505)?.name).toEqual(['Aditi', 'Khan'])
})

const namedByDefault = () => Object.keys(withoutLimits.policy.fields)
