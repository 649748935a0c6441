import { fewestLettersOfName, isLongEnoughName, longest } from '#contract/customer/identifier.ts'
import type { Candidate, Mistake } from './candidate.ts'

/** Letters of any script and the characters between the parts of a name; no digits. */
const looksLikeName = (text: string) => /^\p{L}[\p{L}\p{M} .'’·・-]*$/u.test(text)

/** Reads a text tidied by `foldName` as a name or the beginning of one. */
export function readName(text: string): Candidate | undefined {
  const isLong = text.length <= longest.name && isLongEnoughName(text)
  return looksLikeName(text) && isLong ? { kind: 'name', value: text, because: 'letters' } : undefined
}

/** Why a text of letters cannot be searched for. */
export function wrongLengthOfName(text: string): Mistake | undefined {
  if (!looksLikeName(text)) return undefined
  if (text.length > longest.name) return { what: 'too-long', kind: 'name', atMost: longest.name }
  return isLongEnoughName(text)
    ? undefined
    : { what: 'too-short', kind: 'name', atLeast: fewestLettersOfName }
}
