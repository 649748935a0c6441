import type { PeopleAnswer, Person } from '#contract/people.ts'
import type { Match } from '#contract/vendor-people.ts'

/**
 * Rows to choose from, with identifiers masked: what the browser does not need it does not get.
 *
 * @param text what was searched for
 */
export const toPeople = (matches: readonly Match[], total: number, text: string): PeopleAnswer => ({
  people: matches.map((match) => toPerson(match, matchedIn(match, text))),
  total,
})

export const toPerson = ({ userId, name, identifiers }: Match, matched: string): Person => ({
  userId,
  ...(name === undefined ? {} : { name }),
  identifiers: identifiers.map(({ kind, value }) => ({ kind, masked: mask(value) })),
  matched,
})

/** The name where a part of it begins so; else what the vendor says was matched. */
function matchedIn({ name = '', identifiers: [first] }: Match, text: string) {
  const [whole, wanted] = [name, text].map((each) => each.normalize('NFC').toLowerCase())
  const parts = [whole ?? '', ...(whole ?? '').split(/\s+/)]
  return first === undefined || parts.some((part) => part.startsWith(wanted ?? '')) ? 'name' : first.kind
}

const fewestHidden = 4
const mostShown = 4

/**
 * An e-mail address as its first letter and domain, anything else as its last four characters, fewer where that would leave less
 * than half hidden. How long it was is not told.
 */
export function mask(value: string) {
  const hidden = '•'.repeat(fewestHidden)
  const characters = Array.from(value)
  const at = characters.lastIndexOf('@')
  if (at > 0) return `${characters[0]}${hidden}${characters.slice(at).join('')}`
  const shown = Math.min(mostShown, Math.floor(characters.length / 2))
  return hidden + characters.slice(characters.length - shown).join('')
}
