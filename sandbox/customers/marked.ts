import { createHash } from 'node:crypto'
import type { Customer } from './customer.ts'
import { speaking } from './pictures.ts'

const SIZE = 30
const FIRST_ID = 900_000_137
// Not in a row: whoever looks up neighbours is suspected of leafing through the customers.
const STEP = 1_009

/** `zqxv` and eight letters of its own: no other text has it, so that wherever it is found, a customer's value has been left. */
function mark(userId: number, of: string) {
  const bytes = createHash('sha256').update(`${userId} ${of}`).digest().subarray(0, 8)
  return `zqxv${[...bytes].map((byte) => String.fromCodePoint(97 + (byte % 26))).join('')}`
}

/** 30 customers each of whose values can be told wherever it is found; the numbers begin with 8819977. */
export const marked: readonly Customer[] = Array.from({ length: SIZE }, (_, position): Customer => {
  const userId = FIRST_ID + position * STEP
  const of = (what: string) => mark(userId, what)
  const number = `8819977${String(10_000 + position * 271)}`
  return {
    userId,
    name: [of('first name'), of('last name')],
    email: `${of('e-mail')}@${of('domain')}.example.org`,
    mobile: number,
    externalId: of('external id'),
    cards: [
      {
        number: `${of('card')}-${number}`,
        series: [1001, of('series')],
        issued: '2024-03-01',
        status: 'ACTIVE',
      },
    ],
    fields: { address: of('address'), city_name: of('city') },
    extendedFields: { favourite_shop: of('shop'), nominee: of('nominee'), postcode: of('postcode') },
    segments: { [of('segment')]: of('partition') },
    elsewhere: [
      {
        source: 'FACEBOOK',
        accountId: of('account'),
        name: [of('other first name'), of('other last name')],
        identifiers: [{ type: 'email', value: `${of('other e-mail')}@example.org` }],
      },
    ],
    photos: [{ picture: speaking(of('photo')) }],
  }
})
