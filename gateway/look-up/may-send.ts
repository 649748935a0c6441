import type { FindRequest } from '#contract/customer/identifier.ts'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'

/** Thirteen digits can be a German or Austrian mobile; cards of that length were last issued decades ago. */
const longestAmbiguousMobile = 13

/** A digit of another script. Our own page converts these to 0-9 before it asks. */
const foreignDigit = /(?![0-9])\p{N}/u

/** False if the value contains a payment card number. Such a number is never passed on, whichever client sends it. */
export const maySend = ({ kind, value }: FindRequest) =>
  (kind === 'mobile' && value.length <= longestAmbiguousMobile) ||
  (!foreignDigit.test(value) && !holdsPaymentCard(value))
