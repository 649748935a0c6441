import { longest } from '#contract/customer/identifier.ts'
import type { Candidate, Mistake } from './candidate.ts'

/** Han, kana and Hangul write a syllable or a word in one letter, so two letters can be a name. */
const syllabic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** The least number of letters for a search by name. */
const atLeast = (text: string) => (syllabic.test(text) ? 2 : 3)

const lettersOf = (text: string) => text.match(/\p{L}/gu)?.length ?? 0

/** Letters of any script and the characters between the parts of a name; no digits. */
const looksLikeName = (text: string) => /^\p{L}[\p{L}\p{M} .'’·・-]*$/u.test(text)

/** Reads a text tidied by `foldName` as a name or the beginning of one. */
export function readName(text: string): Candidate | undefined {
  const isLong = text.length <= longest.name && lettersOf(text) >= atLeast(text)
  return looksLikeName(text) && isLong ? { kind: 'name', value: text, because: 'letters' } : undefined
}

/** Why a text of letters cannot be searched for. */
export function wrongLengthOfName(text: string): Mistake | undefined {
  if (!looksLikeName(text)) return undefined
  if (text.length > longest.name) return { what: 'too-long', kind: 'name', atMost: longest.name }
  return lettersOf(text) < atLeast(text)
    ? { what: 'too-short', kind: 'name', atLeast: atLeast(text) }
    : undefined
}
