import { regions } from './crowd-names.ts'
import type { Card, Customer } from './customer.ts'
import { folded } from './folded.ts'
import { solid } from './pictures.ts'

const SIZE = 50_000
const FIRST_ID = 800_000_001

// A handful: each is drawn once however many people it stands for.
const pictures = [
  solid([170, 120, 90]),
  solid([90, 140, 120]),
  solid([110, 110, 160]),
  solid([150, 150, 100]),
]

/**
 * One of 50,000 people made up so that a search by name has something to search: always the same under the same number, and
 * none kept. Every third has no photo, the others' are of one colour. Their mobiles are long enough to pass for one; nobody is
 * ever called.
 */
function member(position: number): Customer {
  const { region, first, last } = naming(position)
  const place = String(position).padStart(5, '0')
  return {
    userId: FIRST_ID + position,
    name: [first, last],
    email: `${mailbox(first)}.${mailbox(last)}.${place}@example.${position % 2 === 0 ? 'com' : 'org'}`,
    mobile: `${region.mobile}${place}`,
    ...(position % 2 === 0 ? { externalId: `EXT-1${place}` } : {}),
    ...(position % 3 === 0 ? { cards: [greenCard(place)] } : {}),
    photos: position % 3 === 1 ? [] : [{ picture: pictures[position % pictures.length] ?? fail() }],
  }
}

function naming(position: number) {
  const mixed = scrambled(position)
  const region = regions[mixed % regions.length] ?? fail()
  const first = region.first[Math.floor(mixed / 16) % region.first.length] ?? fail()
  const last = region.last[Math.floor(mixed / 1024) % region.last.length] ?? fail()
  return { region, first, last }
}

const greenCard = (place: string): Card => ({
  number: `CS-1000-${place}`,
  series: [1001, 'Green Card'],
  issued: '2024-03-01',
  status: 'ACTIVE',
})

/** The member of the crowd with this id, if it is one's. */
export const crowdMember = (userId: number): Customer | undefined =>
  userId >= FIRST_ID && userId < FIRST_ID + SIZE ? member(userId - FIRST_ID) : undefined

/** The member of the crowd who might have an identifier: each ends in its owner's place, before an `@` where there is one. */
export function crowdMemberBy(identifier: string): Customer | undefined {
  const [, place] = /(\d{5})(?:@|$)/.exec(identifier) ?? []
  return place === undefined ? undefined : crowdMember(FIRST_ID + Number(place))
}

const SHORTEST = 3
let byBeginning: Map<string, number[]> | undefined

/** Members of the crowd with a word of their name, or an identifier, that begins with the same three letters; by user id. */
export function crowdNear(text: string): Customer[] {
  byBeginning ??= indexed()
  return (byBeginning.get(beginning(text)) ?? []).map(member)
}

/** Done at the first search, in less time than a search of the vendor's takes. */
function indexed() {
  const index = new Map<string, number[]>()
  for (let position = 0; position < SIZE; position++) {
    const { region, first, last } = naming(position)
    const email = `${mailbox(first)}.${mailbox(last)}`
    const beginnings = [first, `${first} ${last}`, last, email, region.mobile, 'EXT', 'CS-']
    for (const each of new Set(beginnings.map(beginning))) {
      const positions = index.get(each)
      if (positions === undefined) index.set(each, [position])
      else positions.push(position)
    }
  }
  return index
}

const beginning = (text: string) => folded(text.slice(0, SHORTEST))

/** 32 bits that look random and are not (MurmurHash3's finaliser). */
function scrambled(position: number) {
  let bits = position + 0x9e3779b9
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

const mailboxes = new Map<string, string>()

/** A name as it stands in an e-mail address: without accents, and `x` where its script is another. */
function mailbox(name: string) {
  const known = mailboxes.get(name)
  if (known !== undefined) return known
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l')
  const written = /^[a-z-]+$/.test(plain) ? plain : 'x'
  mailboxes.set(name, written)
  return written
}

function fail(): never {
  throw new Error('The crowd ran out of names')
}
