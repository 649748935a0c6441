import { getCountries, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/mobile/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { storeRules } from '#contract/store/store-rules.ts'
import { createPhoneReader } from '#src/app/phone-numbers/phone.ts'
import { understand } from '#src/pages/look-up/understanding/understand.ts'

/** The ways in which the country's example is written there and abroad. */
function spellings(country: CountryCode) {
  const phone = parsePhoneNumberFromString(examples[country], country, metadata)
  if (phone === undefined) throw new Error(`no example for ${country}`)
  const [national, international] = [phone.formatNational(), phone.formatInternational()]
  return {
    digits: phone.number.slice(1),
    written: [
      national,
      national.replaceAll(/\D/g, ''),
      phone.nationalNumber,
      international,
      phone.number,
      phone.number.slice(1),
      international.replaceAll(' ', '-'),
      `Mob: ${national}`,
      phone.getURI(),
      phone.formatNational().replace(/\d/g, (digit) => String.fromCodePoint(0x06_60 + Number(digit))),
    ],
  }
}

test('the example of every region is read in each spelling', () => {
  const missed = getCountries(metadata).flatMap((country) => {
    const rules = v.parse(storeRules, { country, kinds: ['mobile'] })
    const reader = createPhoneReader(metadata, examples, country)
    const { digits, written } = spellings(country)
    return written.flatMap((text) => {
      const seen = understand(text, rules, reader)
      const [best] = seen.understood ? seen.candidates : []
      return best?.value === digits ? [] : [`${country} ${text} -> ${best?.value ?? JSON.stringify(seen)}`]
    })
  })
  console.log(`${getCountries(metadata).length} regions, missed:\n${missed.join('\n')}`)
  expect(missed.filter((line) => !line.includes('"understood":false'))).toEqual([])
})
