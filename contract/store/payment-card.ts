/** First digits (from, to) and number of digits (from, to) of the payment networks whose cards customers may carry. */
const ranges = [
  ['4', '4', 13, 13], // Visa, no longer issued
  ['4', '4', 16, 16],
  ['4', '4', 19, 19],
  ['51', '55', 16, 16], // Mastercard
  ['2221', '2720', 16, 16],
  ['34', '34', 15, 15], // American Express
  ['37', '37', 15, 15],
  ['300', '305', 14, 19], // Diners Club
  ['3095', '3095', 14, 19],
  ['36', '36', 14, 19],
  ['38', '39', 14, 19],
  ['6011', '6011', 16, 19], // Discover
  ['644', '659', 16, 19], // Discover, RuPay, Elo, Verve, Troy
  ['3528', '3589', 16, 19], // JCB
  ['62', '62', 16, 19], // UnionPay
  ['810', '829', 16, 19], // UnionPay, RuPay
  ['5018', '5020', 13, 19], // Maestro, Dankort
  ['5038', '5038', 13, 19],
  ['5893', '5893', 13, 19],
  ['6304', '6304', 13, 19],
  ['6759', '6763', 13, 19],
  ['508500', '508999', 16, 16], // RuPay
  ['60', '60', 16, 16], // RuPay, Hipercard
  ['5066', '5067', 16, 16], // Elo
  ['509000', '509999', 16, 16],
  ['627780', '627780', 16, 16],
  ['636297', '636368', 16, 16],
  ['506099', '506198', 16, 19], // Verve
  ['507865', '507964', 16, 19],
  ['588845', '588851', 16, 16], // mada
  ['636120', '636120', 16, 16],
  ['968201', '968211', 16, 16],
  ['2200', '2204', 16, 19], // Mir
  ['9792', '9792', 16, 16], // Troy
] as const

/**
 * True for 13 to 19 digits that begin like a payment network's numbers and end in the right check digit. A shop's own card of that
 * length, in such a range, cannot be told apart and counts as a payment card too.
 *
 * @see https://www.iso.org/standard/70484.html (ISO/IEC 7812-1: numbering, Luhn)
 * @see https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN)
 */
export const isPaymentCard = (digits: string) =>
  /^\d{13,19}$/.test(digits) && isInRange(digits) && hasLuhn(digits)

/**
 * True if a folded text contains a payment card number anywhere: in groups ("4111 1111 1111 1111 12/27"), or as a swiped magnetic
 * stripe (";4111111111111111=2712…?").
 */
export function holdsPaymentCard(written: string): boolean {
  return written.split(/\p{L}+/u).some((stretch) => {
    const groups = stretch.match(/\d+/g) ?? []
    return groups.some((_, at) => startsPaymentCard(groups.slice(at, at + 19)))
  })
}

function startsPaymentCard(groups: string[]) {
  let digits = ''
  for (const group of groups) {
    digits += group
    if (digits.length > 19) return false
    if (isPaymentCard(digits)) return true
  }
  return false
}

const isInRange = (digits: string) =>
  ranges.some(([from, to, shortest, longest]) => {
    const start = digits.slice(0, from.length)
    return digits.length >= shortest && digits.length <= longest && start >= from && start <= to
  })

function hasLuhn(digits: string) {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, at) => {
      const worth = Number(digit) * (at % 2 === 0 ? 1 : 2)
      return total + (worth > 9 ? worth - 9 : worth)
    }, 0)
  return sum % 10 === 0
}
