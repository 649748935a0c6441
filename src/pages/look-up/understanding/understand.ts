import * as v from 'valibot'
import { findRequest } from '#contract/customer/identifier.ts'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'
import type { StoreRules } from '#contract/store/store-rules.ts'
import type { Candidate, Mistake, Understanding } from './candidate.ts'
import { readEmail } from './email.ts'
import { fold, foldName } from './fold.ts'
import { whyNothing, type Sight } from './mistake.ts'
import { readName } from './name.ts'
import { readNumber } from './numbers.ts'
import { openPayload } from './payload.ts'
import type { PhoneReader, PhoneReading } from '#src/app/phone-numbers/phone.ts'

/** Longer than any identifier with any wrapping: longer texts are not read. */
const longestText = 1000

const longestLinkShown = 200

/**
 * Understands what an associate typed, pasted or scanned to look a customer up. It never throws, and it reads no text longer than a
 * thousand characters, so that a pasted book costs no more than a pasted line.
 *
 * @returns the readings, best first, each a valid `findRequest`: first texts that declare their kind (with a plus or an at sign),
 *   then those that fit the shop's rules in the order of its kinds, then guesses. If nothing can be looked up, the mistake to put
 *   into words.
 */
export function understand(text: string, rules: StoreRules, phone: PhoneReader): Understanding {
  if (text.length > longestText) return mistaken({ what: 'too-long', kind: 'text', atMost: longestText })
  const written = fold(text)
  // One character can fold to eighteen.
  if (written.length > longestText) return mistaken({ what: 'too-long', kind: 'text', atMost: longestText })
  if (written === '') return mistaken({ what: 'empty' })

  const payload = openPayload(written)
  const dialled = phone.read(payload.text)
  if (!isSurelyPhone(dialled) && (holdsPaymentCard(written) || holdsPaymentCard(payload.text)))
    return mistaken({ what: 'payment-card' })
  if (payload.says === 'url') return mistaken({ what: 'a-url', url: written.slice(0, longestLinkShown) })

  const sight = { ...payload, dialled, email: readEmail(payload.text), name: foldName(text) }
  const [best, ...others] = readings(sight, rules).filter(isAskable).toSorted(bySurenessThenBy(rules))
  if (best === undefined || best.because === 'could-be-dialled')
    return mistaken(whyNothing({ ...sight, anyway: best }, rules, phone))
  return { understood: true, candidates: [best, ...others] }
}

/** All readings of kinds that the shop uses. A plus or an at sign leaves only one kind. */
function readings(
  { says, text, dialled, email, name }: Omit<Sight, 'anyway'>,
  rules: StoreRules,
): Candidate[] {
  return rules.kinds.flatMap((kind) => {
    if (kind === 'email')
      return email?.found === 'email' ? [{ kind, value: email.email, because: 'has-at-sign' }] : []
    if (email !== undefined || says === 'email') return []
    if (kind === 'mobile') return mobileIn(dialled)
    if (says === 'phone' || text.startsWith('+')) return []
    return (kind === 'name' ? readName(name) : readNumber(kind, text, rules)) ?? []
  })
}

function mobileIn(dialled: PhoneReading | undefined): Candidate[] {
  if (dialled?.found !== 'mobile' && dialled?.found !== 'not-mobile') return []
  const because = dialled.found === 'mobile' ? dialled.because : 'could-be-dialled'
  return [{ kind: 'mobile', value: dialled.number, because, country: dialled.country }]
}

/**
 * Thirteen digits can be a German or Austrian mobile and look like a Visa card of a kind last issued decades ago. A mobile of the
 * shop's own country, or a number with a plus, counts as a mobile.
 */
const isSurelyPhone = (dialled: PhoneReading | undefined) =>
  dialled?.found === 'mobile' && dialled.because !== 'starts-with-foreign-code'

const isAskable = ({ kind, value }: Candidate) =>
  v.is(findRequest, { kind, value }) && (kind === 'mobile' || !holdsPaymentCard(value))

/** How sure each reason is: 0 the text declares it, 1 it fits, 2 it is possible. */
const sureness = {
  'written-with-country-code': 0,
  'has-at-sign': 0,
  'valid-mobile-of-country': 1,
  'starts-with-country-code': 1,
  'matches-rule': 1,
  digits: 1,
  letters: 1,
  'looks-like-one': 2,
  'starts-with-foreign-code': 2,
  'could-be-dialled': 3,
} as const satisfies Record<Candidate['because'], number>

const bySurenessThenBy = (rules: StoreRules) => (one: Candidate, other: Candidate) =>
  sureness[one.because] - sureness[other.because] ||
  rules.kinds.indexOf(one.kind) - rules.kinds.indexOf(other.kind)

const mistaken = (mistake: Mistake): Understanding => ({ understood: false, mistake })
