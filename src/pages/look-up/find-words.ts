import { useLocale, useTranslations } from 'use-intl'
import type { Candidate, Mistake } from './understanding/candidate.ts'

type Kind = Pick<Candidate, 'kind'> & { country?: string | undefined }

/** The words for a reading: `inText` "mobile number of India", `asLabel` "Mobile, India". */
export function useKindWords() {
  const t = useTranslations('find')
  const countryName = useCountryName()
  const words =
    (style: 'kind' | 'label') =>
    ({ kind, country }: Kind) =>
      kind === 'mobile' && country !== undefined
        ? t(`${style}.mobileOf`, { country: countryName(country) })
        : t(`${style}.${kind}`)
  return { inText: words('kind'), asLabel: words('label') }
}

function useCountryName() {
  const locale = useLocale()
  // Made on demand: creating one takes longer than rendering a row, and few rows name a country.
  return (country: string) => new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country
}

/** Says what is wrong with a text, and what would be right. */
export function useMistakeWords() {
  const t = useTranslations('findMistake')
  const { inText } = useKindWords()
  const countryName = useCountryName()
  const withExample = (words: string, example: string | undefined) =>
    example === undefined ? words : `${words} ${t('example', { example })}`

  return (mistake: Mistake): string => {
    switch (mistake.what) {
      case 'empty':
        return t('empty')
      case 'too-short':
        if (mistake.kind === 'name') return t('shortName')
        return withExample(t('tooShort', { what: mistake.kind }), exampleIn(mistake))
      case 'too-long':
        return withExample(t('tooLong', { what: mistake.kind }), exampleIn(mistake))
      case 'not-a-phone-of-country': {
        const { country, example } = mistake
        if (country === undefined) return withExample(t('notAPhoneAnywhere'), example)
        return withExample(t('notAPhone', { country: countryName(country) }), example)
      }
      case 'unknown-country-code':
        return withExample(t('unknownCountryCode'), mistake.example)
      case 'two-emails':
        return t('twoEmails', { one: mistake.emails[0], other: mistake.emails[1] })
      case 'not-an-email':
        return t('notAnEmail')
      case 'part-of-email':
        return t('partOfEmail', { email: mistake.email })
      case 'two-values':
        return t('twoValues')
      case 'cut-number':
        return t('cutNumber')
      case 'short-numbers-of-country':
        return t('shortNumbers', {
          country: mistake.country === undefined ? '' : countryName(mistake.country),
        })
      case 'a-url':
        return t('aUrl', { url: mistake.url })
      case 'payment-card':
        return t('paymentCard')
      case 'kind-not-used':
        return t('kindNotUsed', { what: inText({ kind: mistake.kind }) })
      case 'not-understood':
        return t('notUnderstood')
    }
  }
}

const exampleIn = (mistake: Mistake) => ('example' in mistake ? mistake.example : undefined)

/** Mistakes that more typing cannot correct. They are shown with the key that made them, while others wait for Enter. */
export function isPlainAtOnce(mistake: Mistake) {
  return (
    mistake.what === 'payment-card' ||
    mistake.what === 'a-url' ||
    mistake.what === 'two-emails' ||
    mistake.what === 'two-values' ||
    mistake.what === 'cut-number' ||
    mistake.what === 'too-long' ||
    mistake.what === 'unknown-country-code'
  )
}
