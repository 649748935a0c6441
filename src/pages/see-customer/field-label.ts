import { useQuery } from '@tanstack/react-query'
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

/** The store's label of a field in the language of the till; otherwise a label made from the field's own name. */
export function useFieldLabel() {
  const { language } = useSpoken()
  const { data } = useQuery(shopQuery())
  return (key: string) => data?.fieldLabels[key]?.[language] ?? fieldLabel(key)
}
