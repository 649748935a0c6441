const fewestDigits = 6
/** The last digits of a telephone number, which identify it whatever its prefix. */
const tellingDigits = 9

/**
 * A number or an e-mail address that is masked in one field must not be readable in another, such as a mobile number that an
 * associate typed into a name. Words are ignored, because a city can also be a person's name.
 *
 * @param secrets the values that are masked or hidden
 * @returns a function that tells whether a shown value contains one of the secrets
 */
export function echoes(
  secrets: readonly (string | number | boolean)[],
): (value: string | number | boolean) => boolean {
  const addresses = new Set<string>()
  const numbers = new Set<string>()
  for (const secret of secrets) {
    const text = folded(secret)
    if (text.includes('@')) addresses.add(text)
    const digits = digitsOf(text)
    // A date or an amount does not identify a customer.
    if (digits.length >= fewestDigits && isMostlyDigits(text)) numbers.add(digits.slice(-tellingDigits))
  }
  return (value) => {
    // Most values are too short to contain a number or an address.
    if (typeof value === 'boolean' || String(value).length < fewestDigits) return false
    const text = folded(value)
    if ([...addresses].some((address) => text.includes(address))) return true
    const written = (text.match(/[\d\s+().-]{6,}/g) ?? []).map(digitsOf)
    return written.some((digits) => [...numbers].some((number) => digits.includes(number)))
  }
}

const folded = (value: string | number | boolean) => String(value).normalize('NFKC').toLowerCase()
const digitsOf = (text: string) => text.replaceAll(/\D/g, '')
const isMostlyDigits = (text: string) =>
  !/^\d{4}-\d{2}-\d{2}|^\d+\.\d+$/.test(text) && /^[\d\s+().-]*$/.test(text)
