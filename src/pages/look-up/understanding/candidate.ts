import type { IdentifierKind } from '#contract/customer/identifier.ts'
import type { PhoneEvidence } from '#src/app/phone-numbers/phone.ts'

/** One reading of a text. `kind` and `value` are exactly what is sent; the screen puts `because` into words. */
export type Candidate =
  | { kind: 'mobile'; value: string; because: PhoneEvidence; country: string | undefined }
  /** A possible phone number that is not a mobile of the country. It comes last, and is only looked up if the associate insists. */
  | { kind: 'mobile'; value: string; because: 'could-be-dialled'; country: string | undefined }
  | { kind: 'email'; value: string; because: 'has-at-sign' }
  /** By the shop's rule for such numbers; without a rule, because it consists of letters and digits only. */
  | { kind: 'cardNumber' | 'externalId'; value: string; because: 'matches-rule' | 'looks-like-one' }
  | { kind: 'customerId'; value: string; because: 'digits' }
  | { kind: 'name'; value: string; because: 'letters' }

/** Why nothing can be looked up, with the data for the message. `example` is a phone number as people of the country write it. */
export type Mistake =
  | { what: 'empty' }
  | { what: 'too-short'; kind: 'cardNumber' | 'externalId' | 'name'; atLeast: number }
  | { what: 'too-long'; kind: Exclude<IdentifierKind, 'mobile'> | 'text'; atMost: number }
  | {
      what: 'too-short' | 'too-long'
      kind: 'mobile'
      country: string | undefined
      example: string | undefined
    }
  | {
      what: 'not-a-phone-of-country'
      country: string | undefined
      example: string | undefined
      /** Numbering plans grow faster than any list of them, so the associate may look the number up anyway. */
      anyway: Candidate | undefined
    }
  | { what: 'unknown-country-code'; example: string | undefined }
  | { what: 'two-emails'; emails: [string, string] }
  | { what: 'not-an-email' }
  /** An address beside something that may belong to it; the associate may look it up as it is. */
  | { what: 'part-of-email'; email: string; anyway: Candidate }
  /** Values that nobody wrote as one: each may be looked up. */
  | { what: 'two-values'; values: Candidate[] }
  /** A spreadsheet has cut digits off. */
  | { what: 'cut-number' }
  /** The vendor takes no numbers as short as the mobile numbers of this country. */
  | { what: 'short-numbers-of-country'; country: string | undefined }
  /** Shown as text only; never a link, never opened. */
  | { what: 'a-url'; url: string }
  /** Without the number: it is not passed on, not even to the screen. */
  | { what: 'payment-card' }
  | { what: 'kind-not-used'; kind: IdentifierKind }
  | { what: 'not-understood' }

export type Understanding =
  | { understood: true; candidates: [Candidate, ...Candidate[]] }
  | { understood: false; mistake: Mistake }
