import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type Examples,
  type MetadataJson,
  type PhoneNumber,
} from 'libphonenumber-js/core'
import { spellings } from './former-spellings.ts'

/** What shows the country of a mobile number. */
export type PhoneEvidence =
  /** A plus before the country's code. */
  | 'written-with-country-code'
  /** The store country's international prefix (00, 011) before another country's code. */
  | 'written-with-international-prefix'
  /** A mobile number as written within the store's country. */
  | 'valid-mobile-of-country'
  /** The store country's code without a plus, as the vendor writes it. */
  | 'starts-with-country-code'
  /** Another country's code without a plus. */
  | 'starts-with-foreign-code'

/**
 * `number` is digits with country code, without a plus. `country` is ISO 3166-1 alpha-2; `undefined` for numbers that belong to no
 * single country. `former` is the number as it was written before the country's numbering plan changed.
 */
export type PhoneReading =
  | {
      found: 'mobile'
      number: string
      former: string | undefined
      country: string | undefined
      because: PhoneEvidence
    }
  | { found: 'too-short' | 'too-long'; country: string | undefined }
  /** Possible, but not one of the country's mobile numbers: a land line, a new range, or a typing mistake. */
  | { found: 'not-mobile'; number: string; country: string | undefined }
  /** A plus that no country's code follows. */
  | { found: 'no-country' }

export type PhoneReader = {
  /** Reads a folded text; `undefined` if it is not written like a phone number. */
  read: (written: string) => PhoneReading | undefined
  /** A mobile number of a country, by default the store's, as people in the store would write it. */
  example: (country?: string) => string | undefined
  /**
   * Writes a telephone number as people in the store would: a number of their own country without its code, any other with its
   * code. An impossible number stays unchanged.
   *
   * @param digits with the country's code, with or without a plus
   */
  write: (digits: string) => string
}

/**
 * Makes the reader of phone numbers for a shop in one country.
 *
 * @param metadata numbering plans: `libphonenumber-js/mobile/metadata`, or a part of it; countries that are left out are unknown
 * @param examples a mobile number per country: `libphonenumber-js/mobile/examples`
 * @param country ISO 3166-1 alpha-2; without a plan for it, only numbers with a country code are read
 */
export function createPhoneReader(metadata: MetadataJson, examples: Examples, country: string): PhoneReader {
  const countryCalled = (code: string | undefined) => getCountries(metadata).find((each) => each === code)
  const home = countryCalled(country)
  const countriesOf = (phone: PhoneNumber) => metadata.country_calling_codes[phone.countryCallingCode] ?? []
  const isHome = (phone: PhoneNumber) => home !== undefined && countriesOf(phone).includes(home)

  const parse = (text: string, from?: CountryCode) =>
    parsePhoneNumberFromString(text, { ...(from && { defaultCountry: from }), extract: false }, metadata)

  const refuse = (phone: PhoneNumber | undefined, digits: string, otherwise?: string): PhoneReading => {
    if (phone === undefined)
      return { found: digits.length > 15 ? 'too-long' : 'too-short', country: otherwise }
    const of = isHome(phone) ? home : countriesOf(phone)[0]
    if (phone.isPossible()) return { found: 'not-mobile', number: phone.number.slice(1), country: of }
    const isLong = validatePhoneNumberLength(phone.number, metadata) === 'TOO_LONG'
    return { found: isLong ? 'too-long' : 'too-short', country: of }
  }

  const mobile = (phone: PhoneNumber, because: PhoneEvidence): PhoneReading => {
    const number = phone.number.slice(1)
    // A country that is only guessed changes no digit.
    const changed = because === 'starts-with-foreign-code' ? undefined : spellings(number)
    const { present = number, former } = changed ?? {}
    return { found: 'mobile', number: present, former, country: phone.country, because }
  }

  /** A number that is valid only in the spelling which its country uses today. */
  const parseFormer = (digits: string) => {
    const present = spellings(digits)?.present
    const phone = present === undefined ? undefined : parse(`+${present}`)
    return phone?.isValid() ? phone : undefined
  }

  const readInternational = (written: string): PhoneReading => {
    const phone = parse(written)
    const valid = phone?.isValid() ? phone : parseFormer(written.replace(/\D/g, ''))
    if (valid) return mobile(valid, 'written-with-country-code')
    if (phone === undefined && startsWithNoCountry(written, metadata)) return { found: 'no-country' }
    return refuse(phone, written.replace(/\D/g, ''))
  }

  const readNational = (written: string): PhoneReading => {
    const digits = written.replace(/\D/g, '')
    const phone = parse(written, home)
    if (phone?.isValid()) return mobile(phone, evidenceOf(phone, digits))
    const withCode = parse(`+${digits}`)
    // The library takes trunk prefixes off behind the code too, but nobody writes them there without a plus.
    if (withCode?.isValid() && withCode.number === `+${digits}`)
      return mobile(withCode, isHome(withCode) ? 'starts-with-country-code' : 'starts-with-foreign-code')
    const code = home && getCountryCallingCode(home, metadata)
    const former = parseFormer(`${code}${digits}`) ?? parseFormer(`${code}${digits.replace(/^0/, '')}`)
    if (former) return mobile(former, 'valid-mobile-of-country')
    const formerWithCode = parseFormer(digits)
    if (formerWithCode && isHome(formerWithCode)) return mobile(formerWithCode, 'starts-with-country-code')
    const hasLostZero =
      !written.includes('(') &&
      digits.startsWith(`${code}0`) &&
      phone?.number === `+${digits.replace(`${code}0`, `${code}`)}`
    return refuse(hasLostZero ? undefined : phone, digits, home)
  }

  const evidenceOf = (phone: PhoneNumber, digits: string): PhoneEvidence => {
    if (!isHome(phone)) return 'written-with-international-prefix'
    return digits === phone.number.slice(1) ? 'starts-with-country-code' : 'valid-mobile-of-country'
  }

  return {
    read(text) {
      const written = text.replace(/^\( ?(\+ ?\d{1,3}) ?\)/, '$1')
      if (!/^\+?[\d ().\-/]*$/.test(written) || !/\d/.test(written)) return undefined
      return written.startsWith('+') ? readInternational(written) : readNational(written)
    },
    write(digits) {
      const phone = /^\+?\d+$/.test(digits) ? parse(`+${digits.replace('+', '')}`) : undefined
      if (phone?.isPossible() !== true) return digits
      return isHome(phone) ? phone.formatNational() : phone.formatInternational()
    },
    example(of = home) {
      const known = countryCalled(of)
      const number = known && getExampleNumber(known, examples, metadata)
      return known === home ? number?.formatNational() : number?.formatInternational()
    },
  }
}

/** No calling code is the beginning of another (ITU-T E.164), so three digits decide. */
const startsWithNoCountry = (written: string, { country_calling_codes: codes }: MetadataJson) => {
  const digits = written.replace(/\D/g, '')
  return digits.length >= 3 && ![1, 2, 3].some((length) => digits.slice(0, length) in codes)
}
