import { expect, test } from 'vitest'
import type { Found } from '#src/api/find.ts'
import type { Scan } from './scanner/layout.ts'
import type { Candidate } from './understanding/candidate.ts'
import { arrivalOf, type Arrival } from './arrival.ts'

const mobile: Candidate = {
  kind: 'mobile',
  value: '919148574269',
  because: 'valid-mobile-of-country',
  country: 'IN',
}
const card: Candidate = { kind: 'cardNumber', value: 'CS-4000-0002', because: 'matches-rule' }
const externalId: Candidate = { kind: 'externalId', value: 'CS-4000-0002', because: 'looks-like-one' }
type FoundOne = Extract<Found, { outcome: 'found' }>

const found = (userId: string, more: Partial<FoundOne> = {}): FoundOne => ({
  outcome: 'found',
  userId,
  matchedBy: 'mobile',
  lookedUp: undefined,
  reading: 0,
  ...more,
})

const byMobile = (userId: string, before?: Arrival) =>
  arrivalOf(found(userId), { readings: [mobile], way: 'typed' }, before)
const byScan = (userId: string, before?: Arrival) =>
  arrivalOf(found(userId), { readings: [card], way: 'scanned' }, before)
const ago = (arrival: Arrival, milliseconds: number) => ({ ...arrival, at: arrival.at - milliseconds })

test('a scanned card and then a typed mobile of two customers are rivals', () => {
  const before = byScan('1001')
  expect(byMobile('1002', before).rival).toBe(before)
})

test('a typed mobile and then a scanned card of two customers are rivals', () => {
  const before = byMobile('1001')
  expect(byScan('1002', before).rival).toBe(before)
})

test('a mobile and a card of the same customer are none', () => {
  expect(byMobile('1001', byScan('1001')).rival).toBeUndefined()
  expect(byScan('1001', byMobile('1001')).rival).toBeUndefined()
})

test('after a minute it is the next customer', () => {
  expect(byMobile('1002', ago(byScan('1001'), 59_000)).rival?.userId).toBe('1001')
  expect(byMobile('1002', ago(byScan('1001'), 60_001)).rival).toBeUndefined()
})

test('two cards, or two mobiles, are two customers in turn', () => {
  expect(byScan('1002', byScan('1001')).rival).toBeUndefined()
  expect(byMobile('1002', byMobile('1001')).rival).toBeUndefined()
})

test('a scanned mobile is neither, and a typed card no mobile', () => {
  for (const before of [byMobile('1001'), byScan('1001')])
    expect(arrivalOf(found('1002'), { readings: [mobile], way: 'scanned' }, before).rival).toBeUndefined()
  const typedCard = arrivalOf(found('1002'), { readings: [card], way: 'typed' }, byScan('1001'))
  expect(typedCard.rival).toBeUndefined()
})

test('what matched is told from what was asked for before it', () => {
  const arrival = arrivalOf(
    found('1001', { reading: 1 }),
    { readings: [card, externalId], way: 'typed' },
    undefined,
  )
  expect(arrival).toMatchObject({ matched: externalId, skipped: [card], way: 'typed' })
})

test('a merge and a wrong keyboard are told', () => {
  const keys: Scan = { text: "CS)'ààà", meant: 'CS-4000', wrongLayout: 'us' }
  const merged = found('1001', { mergedFrom: { userId: '1009' } })
  expect(arrivalOf(merged, { readings: [card], way: 'scanned', keys }, undefined)).toMatchObject({
    mergedFrom: { userId: '1009' },
    keys,
    way: 'scanned',
  })
  expect(byScan('1001')).toMatchObject({ mergedFrom: undefined, keys: undefined, isTurnedRound: false })
})

test('a card that is found with its letters turned round is told, and not as another kind', () => {
  const turned: Candidate = { kind: 'cardNumber', value: 'cs-4000-0002', because: 'looks-like-one' }
  const readings: [Candidate, Candidate] = [turned, card]
  expect(arrivalOf(found('1001', { reading: 1 }), { readings, way: 'scanned' }, undefined)).toMatchObject({
    matched: card,
    skipped: [],
    isTurnedRound: true,
  })
})
