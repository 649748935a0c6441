import { expect, test } from 'vitest'
import { customers } from '#sandbox/directory.ts'
import { openCounter } from '#sandbox/testing/counter.ts'
import { crowdMember, crowdMemberBy, crowdNear } from './crowd.ts'
import { identifiersOf } from './customer.ts'

const everybody = Array.from({ length: 50_000 }, (_, place) => crowdMember(800_000_001 + place) ?? []).flat()

test('the crowd is fifty thousand people, the same on every run, none of them anybody else', () => {
  expect(everybody).toHaveLength(50_000)
  expect(crowdMember(800_000_000)).toBeUndefined()
  expect(crowdMember(800_050_001)).toBeUndefined()
  expect(everybody[0]).toMatchObject({ userId: 800_000_001, name: ['Noura', 'Al-Dosari'] })
  expect(everybody.filter(({ userId }) => customers.has(userId))).toEqual([])
})

test('each has identifiers that nobody shares, by which the vendor finds them', () => {
  const identifiers = [...customers.values(), ...everybody].flatMap((each) =>
    identifiersOf(each).map(({ type, value }) => `${type} ${value}`),
  )
  // Two of those thought of one by one have one mobile on purpose.
  expect(new Set(identifiers).size).toBe(identifiers.length - 1)
  for (const each of everybody.slice(0, 500))
    for (const { value } of identifiersOf(each)) expect(crowdMemberBy(value)?.userId).toBe(each.userId)
})

test('mobiles are what the vendor takes for one, and no identifier is a text nobody could type', () => {
  for (const { mobile = '', email = '' } of everybody) {
    expect(mobile).toMatch(/^[1-9]\d{8,14}$/)
    expect(email).toMatch(/^[a-z-]+\.[a-z-]+\.\d{5}@example\.(com|org)$/)
  }
})

test('names come from ten regions, a few hundred people share the commonest, and a search finds them all', () => {
  const names = new Map<string, number>()
  for (const { name } of everybody) names.set(name.join(' '), (names.get(name.join(' ')) ?? 0) + 1)
  expect(names.size).toBeGreaterThan(6_000)
  expect(Math.max(...names.values())).toBeLessThan(50)
  const sophies = everybody.filter(({ name: [first] }) => first === 'Sophie')
  expect(crowdNear('sop').filter(({ name: [first] }) => first === 'Sophie')).toEqual(sophies)
})

test('a member of the crowd is answered like any other customer, with a photo or none', async () => {
  await using counter = await openCounter()
  expect(await counter.customer(800_000_001)).toMatchObject({ id: 800_000_001, warnings: [] })
  expect((await counter.photo(800_000_001)).status).toBe(200)
  expect((await counter.customer(800_000_002)).customerImage).toEqual([])
})

test('a search comes upon the crowd by whatever a name or identifier begins with, in any case', () => {
  const beginnings = ['nou', 'AL-', 'bo ', '佐々木', 'ewa', 'łuk', 'luk', 'ext', 'cs-', '971', 'x.x']
  for (const text of beginnings) {
    const wanted = text.toLowerCase()
    const found = everybody.filter(({ name, ...rest }) =>
      [...name, name.join(' '), ...identifiersOf({ name, ...rest }).map(({ value }) => value)].some((each) =>
        each.toLowerCase().startsWith(wanted),
      ),
    )
    expect(found.length).toBeGreaterThan(0)
    const near = new Set(crowdNear(text).map(({ userId }) => userId))
    expect(found.filter(({ userId }) => !near.has(userId))).toEqual([])
  }
})
