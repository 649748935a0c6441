import type { IdentifierKind } from '#contract/customer/identifier.ts'
import type { StoreRules } from '#contract/store/store-rules.ts'
import type { Candidate, Mistake } from './candidate.ts'
import type { EmailReading } from './email.ts'
import type { Field } from './payload.ts'
import { readName, wrongLengthOfName } from './name.ts'
import { hasPrefix, wrongLength } from './numbers.ts'
import type { PhoneReader, PhoneReading } from '#src/app/phone-numbers/phone.ts'

/** The text in all the forms in which it was read. */
export type Sight = {
  says: Field['says']
  text: string
  dialled: PhoneReading | undefined
  email: EmailReading | undefined
  name: string
  /** A possible phone number that is not a mobile of its country. */
  anyway: Candidate | undefined
}

/** Says why nothing can be looked up, in terms of the kind that the text resembles most. */
export function whyNothing(sight: Sight, rules: StoreRules, phone: PhoneReader): Mistake {
  const { says, text, email } = sight
  const uses = (kind: IdentifierKind) => rules.kinds.includes(kind)
  if (email !== undefined || says === 'email') return whyNoEmail(email, uses('email'))
  if (sight.dialled?.found === 'mobile' || says === 'phone' || text.startsWith('+'))
    return uses('mobile') ? whyNoMobile(sight, phone) : { what: 'kind-not-used', kind: 'mobile' }
  const [nearest] = nearestFirst(text, rules).flatMap((kind) => whyNot(kind, sight, rules, phone) ?? [])
  if (nearest !== undefined) return nearest
  if (readName(sight.name)) return { what: 'kind-not-used', kind: 'name' }
  return { what: 'not-understood' }
}

function whyNoEmail(email: Sight['email'], isUsed: boolean): Mistake {
  if (!isUsed) return { what: 'kind-not-used', kind: 'email' }
  return email?.found === 'two' ? { what: 'two-emails', emails: email.emails } : { what: 'not-an-email' }
}

/** A known prefix is better evidence than the shop's order of kinds. */
const nearestFirst = (text: string, rules: StoreRules) => [
  ...rules.kinds.filter((kind) => isRuled(kind) && hasPrefix(kind, text, rules)),
  ...rules.kinds,
]

const isRuled = (kind: IdentifierKind) => kind === 'cardNumber' || kind === 'externalId'

function whyNot(kind: IdentifierKind, sight: Sight, rules: StoreRules, phone: PhoneReader) {
  if (kind === 'email') return undefined
  if (kind === 'mobile') return sight.dialled && whyNoMobile(sight, phone)
  return kind === 'name' ? wrongLengthOfName(sight.name) : wrongLength(kind, sight.text, rules)
}

function whyNoMobile({ dialled, anyway }: Sight, phone: PhoneReader): Mistake {
  if (dialled === undefined) return { what: 'not-understood' }
  if (dialled.found === 'mobile') return { what: 'short-numbers-of-country', country: dialled.country }
  if (dialled.found === 'no-country') return { what: 'unknown-country-code', example: phone.example() }
  const { found, country } = dialled
  const example = phone.example(country)
  if (found === 'not-mobile') return { what: 'not-a-phone-of-country', country, example, anyway }
  return { what: found, kind: 'mobile', country, example }
}
