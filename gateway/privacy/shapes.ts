import type { Shape } from './policy.ts'

/** Always the same number, so that the mask does not reveal the length of the value. */
const bullets = '••••'

/** The mask of a value. It shows at most half of the value, and nothing if the value does not have the form of the shape. */
export function masked(value: string | number | boolean, as: Shape): string {
  const text = String(value).trim()
  switch (as) {
    case 'phone':
    case 'card':
      return lastFew(text)
    case 'email':
      return email(text)
    case 'name':
      return text === '' ? bullets : `${firstOf(text)}${bullets}`
    case 'address':
      return town(text)
    case 'date':
      return year(text)
    case 'full':
      return bullets
  }
}

/** An e-mail address as its first letter and domain; anything else as its last characters. */
export const maskedIdentifier = (value: string) => masked(value, value.includes('@') ? 'email' : 'card')

const mostShown = 4

function lastFew(text: string) {
  const characters = Array.from(text)
  const few = Math.min(mostShown, Math.floor(characters.length / 2))
  return bullets + characters.slice(characters.length - few).join('')
}

function email(text: string) {
  const at = text.lastIndexOf('@')
  return at > 0 ? `${firstOf(text)}${bullets}${text.slice(at)}` : bullets
}

/** The last part of a written address that contains no digits, if there is a part before it. */
function town(text: string) {
  const [, ...later] = text.split(/[,\n]/).map((part) => part.trim())
  const last = later.findLast((part) => /\p{L}/u.test(part) && !/\p{N}/u.test(part))
  return last === undefined ? bullets : `${bullets}, ${last}`
}

const year = (text: string) => {
  const [, found] = /^(\d{4})-\d{2}-\d{2}/.exec(text) ?? []
  return found === undefined ? bullets : `${found}-••-••`
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Two ASCII characters: the first cannot carry a combining mark. */
const plainBeginning = /^[\x20-\x7e]{2}/

/** The first letter with its combining marks, never half a character. */
const firstOf = (text: string) =>
  plainBeginning.test(text)
    ? text.slice(0, 1)
    : (graphemes.segment(text.slice(0, 20)).containing(0)?.segment ?? '')
