import type { IdentifierKind } from '#contract/customer/identifier.ts'
import type { PhoneEvidence } from '#src/app/phone-numbers/phone.ts'

/** One reading of what was typed. `kind` and `value` are exactly what is sent; `because` is for the screen to put into words. */
export type Candidate =
  | { kind: 'mobile'; value: string; because: PhoneEvidence; country: string | undefined }
  /** Dialled like a phone, but no mobile of the country: comes last, to be asked only when the clerk insists. */
  | { kind: 'mobile'; value: string; because: 'could-be-dialled'; country: string | undefined }
  | { kind: 'email'; value: string; because: 'has-at-sign' }
  /** By the shop's rule for such numbers; where it has none, by having letters and digits only. */
  | { kind: 'cardNumber' | 'externalId'; value: string; because: 'matches-rule' | 'looks-like-one' }
  | { kind: 'customerId'; value: string; because: 'digits' }
  | { kind: 'name'; value: string; because: 'letters' }

/** Why nothing can be asked, with what the words need. `example` is a phone number as people of the country write it. */
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
      /** Numbering plans grow faster than anyone's list of them: the clerk may ask all the same. */
      anyway: Candidate | undefined
    }
  | { what: 'unknown-country-code'; example: string | undefined }
  | { what: 'two-emails'; emails: [string, string] }
  | { what: 'not-an-email' }
  /** For showing as text; never a link, never opened. */
  | { what: 'a-url'; url: string }
  /** Without the number: it goes nowhere, not even on the screen. */
  | { what: 'payment-card' }
  | { what: 'kind-not-used'; kind: IdentifierKind }
  | { what: 'not-understood' }

export type Understanding =
  | { understood: true; candidates: [Candidate, ...Candidate[]] }
  | { understood: false; mistake: Mistake }
