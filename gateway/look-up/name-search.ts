import { fewestLettersOfName } from '#contract/customer/identifier.ts'
import type { Match } from '#contract/capillary/people-answer.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import type { Found } from '#gateway/capillary/search-call.ts'

/** The most calls that one search by name may cost. */
const mostCalls = 4

/** The largest page that the vendor gives. */
const largestPage = 100

/**
 * Searches people by a name as people write it: in any order, with titles, accents or apostrophes of either kind.
 *
 * The vendor documents its search as one by the beginning of a first name, a last name or an identifier. So it is asked for one word,
 * and the other words are matched here. If the vendor has more people for a word than it tells at once, a second word is asked.
 * While nobody matches, other spellings are asked. Whether the vendor itself ignores accents is not documented: a name with an accent
 * that was typed without one is found only if it does, or by another word.
 *
 * @returns the people, and how many there are; if the vendor has more than it tells for every word, its own number, which is too high
 * @throws {ProblemError} the codes of calls about several customers
 */
export async function searchByName(
  { search }: Pick<VendorCalls, 'search'>,
  text: string,
  limit: number,
  signal: AbortSignal,
): Promise<Found> {
  const wanted = nameWords(text)
  const isOneWord = wanted.length < 2
  let found: Found = { matches: [], total: 0, vendorRequestId: undefined }
  let calls = 0
  for (const queries of queriesFor(text)) {
    for (const query of queries) {
      if (++calls > mostCalls) return found
      const page = await search(query, isOneWord ? limit : largestPage, signal)
      const matches = page.matches.filter(({ name }) => isOneWord || hasWords(name, wanted))
      const isAll = !isOneWord && page.total <= page.matches.length
      if (isAll || matches.length >= found.matches.length)
        found = { ...page, matches: matches.slice(0, limit), total: isAll ? matches.length : page.total }
      // Whoever has all the words is among them.
      if (isAll) break
    }
    if (found.matches.length > 0) return found
  }
  return found
}

/** What the vendor is asked for: for each spelling of the name, the likeliest first, its two longest words. */
function queriesFor(text: string): string[][] {
  const name = withoutTitles(text)
  const spellings = new Set([straight(name), name, name.replaceAll("'", '’'), unaccented(name)])
  return [...spellings, ...surnameFirst(name)].flatMap((spelling) => {
    const words = spelling.split(/[\s-]+/)
    const long = words.filter((word) => Array.from(word).length >= fewestLettersOfName)
    if (long.length === 0) return [[spelling], [words.toReversed().join(' ')]]
    return [long.toSorted((one, other) => other.length - one.length).slice(0, 2)]
  })
}

const straight = (text: string) => text.replaceAll('’', "'")

/**
 * Chinese, Japanese and Korean names are written without a blank and surname first, but the vendor keeps a first and a last name. Two
 * letters of surname are the rule in a name of four, one in a name of three.
 */
function surnameFirst(name: string): string[] {
  const letters = Array.from(name)
  if (!/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]{3,6}$/u.test(name))
    return []
  const lengths = letters.length === 3 ? [1, 2] : [2, 1, 3]
  return lengths.map((length) => `${letters.slice(length).join('')} ${letters.slice(0, length).join('')}`)
}

/** Whole words that address a person and are no part of the name, in the languages of the app. */
const title =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|shri|sri|smt|herr|frau|mme|mlle|monsieur|madame|sr|sra|srta|don|doña|dona|bapak|ibu|pak|bu|khun|السيد|السيدة|श्री|श्रीमती)\.?$/iu

/** Titles that are written on to a name without a blank. */
const attachedTitle = /^(?:นาย|นางสาว|นาง|คุณ)(?=\p{L}{3})|(?<=.{2})(?:様|さん|先生|女士|小姐|씨)$/u

function withoutTitles(text: string): string {
  const words = text.replace(attachedTitle, '').split(' ')
  const rest = words.filter((word) => !title.test(word))
  return rest.length > 0 ? rest.join(' ') : text
}

/** The words of a name in small letters, without titles, accents and apostrophes, so that the same names are equal. */
export const nameWords = (name: string): string[] =>
  unaccented(withoutTitles(name))
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '')

/**
 * A name without what people leave out: accents of Latin, Greek and Cyrillic letters, the vowel marks of Arabic and Hebrew,
 * the stroke that stretches Arabic words, apostrophes. The vowel signs of Indian scripts stay, because they are letters.
 */
const unaccented = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670\u0640'’ʼ.]/g, '')
    .replace(/[ßæœøłđıðþ]/giu, (letter) => plainLetters[letter.toLowerCase()] ?? letter)
    .normalize('NFC')

const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ð: 'd',
  þ: 'th',
}

/** True if every wanted word begins a word of the name, each another one. */
export function hasWords(name: Match['name'], wanted: readonly string[]): boolean {
  const words = nameWords(name ?? '')
  return wanted
    .toSorted((one, other) => other.length - one.length)
    .every((each) => {
      const at = words.findIndex((word) => word.startsWith(each))
      if (at >= 0) words.splice(at, 1)
      return at >= 0
    })
}

/** True for the same words in any order, also where one is written without a blank. */
export function isSameName(one: string | undefined, other: string): boolean {
  const [words, wanted] = [nameWords(one ?? ''), nameWords(other)]
  const joined = wanted.join('')
  return (
    words.toSorted().join(' ') === wanted.toSorted().join(' ') ||
    words.join('') === joined ||
    words.toReversed().join('') === joined
  )
}
