import { isCustomerId } from '#contract/customer-id.ts'

export type SearchMistake = 'empty' | 'not-digits' | 'leading-zero' | 'too-long'
export type SearchReading =
  | { kind: 'customer-id'; userId: string }
  | { kind: 'mistake'; mistake: SearchMistake }

/** Code points of zero in scripts whose digits a keyboard or a document may give us; nine more follow each. */
const zeros = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
  0x0f20, 0x1040, 0x17e0,
]

/**
 * Reads what was typed, pasted or scanned into the search box. Spaces, line breaks and invisible characters don't count;
 * full-width, Arabic, Devanagari and other digits mean what they mean.
 */
export function readSearch(typed: string): SearchReading {
  const bare = foldDigits(typed.normalize('NFKC')).replace(/[\s\p{Cf}\p{Cc}]/gu, '')
  if (bare === '') return mistake('empty')
  if (!/^\d+$/.test(bare)) return mistake('not-digits')
  if (isCustomerId(bare)) return { kind: 'customer-id', userId: bare }
  return mistake(bare.startsWith('0') ? 'leading-zero' : 'too-long')
}

const mistake = (found: SearchMistake): SearchReading => ({ kind: 'mistake', mistake: found })

const foldDigits = (text: string) =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    const zero = zeros.find((each) => point >= each && point < each + 10)
    return zero === undefined ? digit : String(point - zero)
  })
