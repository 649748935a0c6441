import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { shopQuery } from '#src/api/shop.ts'
import { useSpoken } from '#src/messages/words.ts'

/** `city_name` and `cityName` become "City name"; a key with spaces or other signs stays unchanged. */
export function fieldLabel(key: string) {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
  const isCode = /^[A-Z\d ]+$/.test(words)
  const sentence = isCode ? words : words.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

const plain = (word: string) => word.toLowerCase().replace(/[^a-z\d]/g, '')

/** The usual names of fields, in small letters without separators, and their message. */
const fieldNames = {
  mobile: 'mobile',
  email: 'email',
  phone: 'phone',
  externalid: 'externalId',
  cardnumber: 'cardNumber',
  gender: 'gender',
  sex: 'gender',
  dob: 'birthDate',
  dobdate: 'birthDate',
  birthdate: 'birthDate',
  birthday: 'birthDate',
  dateofbirth: 'birthDate',
  anniversary: 'anniversary',
  city: 'city',
  cityname: 'city',
  address: 'address',
  pincode: 'postcode',
  postcode: 'postcode',
  zip: 'postcode',
  agegroup: 'ageGroup',
  maritalstatus: 'maritalStatus',
  preferredlanguage: 'language',
} as const

/** The usual values, in the same way. */
const valueNames = {
  male: 'male',
  m: 'male',
  female: 'female',
  f: 'female',
  other: 'other',
  single: 'single',
  married: 'married',
  divorced: 'divorced',
  widowed: 'widowed',
  active: 'active',
  inactive: 'inactive',
  suspended: 'suspended',
  expired: 'expired',
  lapsed: 'lapsed',
  new: 'new',
  instore: 'inStore',
  ecommerce: 'online',
  website: 'online',
  loyalty: 'member',
  nonloyalty: 'notMember',
} as const

const has = <Names extends object>(names: Names, key: PropertyKey): key is keyof Names =>
  Object.hasOwn(names, key)

/** The store's label of a field in the language of the till; otherwise ours; otherwise one made from the field's own name. */
export function useFieldLabel() {
  const t = useTranslations('field')
  const { language } = useSpoken()
  const { data } = useQuery(shopQuery())
  return (key: string) => {
    const own = data?.fieldLabels[key]?.[language]
    const name = plain(key)
    return own ?? (has(fieldNames, name) ? t(fieldNames[name]) : fieldLabel(key))
  }
}

/** The same for a value that is a word, such as MALE or Active. Every other value is shown as it is. */
export function useValueWords() {
  const t = useTranslations('value')
  const { language } = useSpoken()
  const { data } = useQuery(shopQuery())
  return (value: string) => {
    const own = data?.fieldLabels[value]?.[language]
    const name = plain(value)
    return (
      own ??
      (has(valueNames, name)
        ? t(valueNames[name])
        : /^[A-Z_]+$/.test(value)
          ? fieldLabel(value.toLowerCase())
          : value)
    )
  }
}
