import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { enrolled } from '#contract/api/enrolment.ts'
import type { Switches } from '#sandbox/switches.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { anotherSession, eventsOf } from '#test/support/verify.ts'

/** A history takes as long as thirty of those in `photo.test.ts`: lost answers are waited for. */
const histories = Math.ceil(Number(import.meta.env['HISTORIES'] ?? 300) / 30)

/** One of two people is enrolled at one of two tills or at both at once, by their mobile, their e-mail address, or with both. */
type Act = {
  tills: readonly number[]
  person: number
  by: 'mobile' | 'email' | 'both'
  registration: Switches['registration']
}

const act: fc.Arbitrary<Act> = fc.record({
  tills: fc.constantFrom([0], [1], [0, 1]),
  person: fc.nat(1),
  by: fc.constantFrom<Act['by']>('mobile', 'email', 'both'),
  registration: fc.constantFrom<Act['registration']>('unchecked', 'lost', 'dropped', 'busy'),
})

type Person = { mobile: string; email: string }

let people = 0

/** Somebody whom the platform has never heard of. */
const newPerson = (): Person => {
  const number = people++
  return { mobile: String(919_100_000_000 + number), email: `person.${number}@example.com` }
}

function bodyOf({ by }: Act, { mobile, email }: Person) {
  const reading = by === 'email' ? { kind: 'email', value: email } : { kind: 'mobile', value: mobile }
  const agreement = { version: '1', language: 'en', messages: [] }
  return { readings: [reading], name: 'Nadia', ...(by === 'both' && { fields: { email } }), agreement }
}

/** Whoever another till finds by an identifier; `undefined` if nobody. */
async function found(shop: Shop, reading: object, session: string) {
  const answer = await shop.post('/api/find', reading, { session })
  return answer.statusCode === 404
    ? undefined
    : v.parse(v.object({ userId: v.string() }), answer.json()).userId
}

test('whatever is enrolled at two tills, and whatever is lost, nobody is enrolled twice or without agreement', async () => {
  await using shop = await openShop({ signedIn: false, enrolFields: ['email'], policy: withoutLimits })
  const sessions = [await anotherSession(shop, '2313'), await anotherSession(shop, '2314')]
  const reader = await anotherSession(shop)

  /** Checks that what is said to be done is done. */
  const perform = async (each: Act, who: Person) => {
    shop.sandbox.control({ registration: each.registration })
    const body = bodyOf(each, who)
    const answers = await Promise.all(
      each.tills.map((till) => shop.post('/api/customers', body, { session: sessions[till] ?? '' })),
    )
    shop.sandbox.control({ registration: 'ok' })
    const told = answers.flatMap((answer) =>
      answer.statusCode === 200 ? [v.parse(enrolled, answer.json())] : [],
    )
    const identifiers = [
      ...body.readings,
      ...(each.by === 'both' ? [{ kind: 'email', value: who.email }] : []),
    ]
    const owners = await Promise.all(identifiers.map((reading) => found(shop, reading, reader)))
    // A new member has all of the identifiers; a member has one of them, and the others are not added.
    const isTrue = told.every(({ userId, outcome }) =>
      outcome === 'enrolled' ? owners.every((owner) => owner === userId) : owners.includes(userId),
    )
    expect({ owners, told, isTrue }).toMatchObject({ isTrue: true })
  }

  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      const both = [newPerson(), newPerson()]
      for (const each of acts) await perform(each, both[each.person] ?? newPerson())
      const members = [...shop.sandbox.registered.values()]
      for (const { mobile, email } of both) {
        expect(members.filter((each) => each.mobile === mobile).length).toBeLessThan(2)
        expect(members.filter((each) => each.email === email).length).toBeLessThan(2)
      }
    }),
    { seed, numRuns: histories },
  )
  expect((await eventsOf(shop, 'enrol_consent')).length).toBeGreaterThanOrEqual(shop.sandbox.registered.size)
}, 600_000)
