import { invertCase } from './scanner/layout.ts'
import type { Candidate, Understanding } from './understanding/candidate.ts'

/**
 * Understands a text, and if it is a card number or external id whose letters are all small or all capital, also the same text with
 * its letters turned round: Caps Lock does that to a scanner, and to an associate.
 */
export function bothCases(text: string, understand: (text: string) => Understanding): Understanding {
  const own = understand(text)
  if (!/\p{L}/u.test(text) || (text !== text.toLowerCase() && text !== text.toUpperCase())) return own
  const turned = understand(invertCase(text))
  if (!turned.understood) return own
  const numbers = turned.candidates.filter(({ kind }) => kind === 'cardNumber' || kind === 'externalId')
  const sure = numbers.find(({ because }) => because === 'matches-rule')
  if (!own.understood) return sure ? { understood: true, candidates: [sure] } : own
  const others = numbers.filter(({ value }) => own.candidates.every((each) => each.value !== value))
  const asked: Candidate[] = [...own.candidates, ...others]
  const isSureAlready = own.candidates.some(({ because }) => because === 'matches-rule')
  const [best, ...rest] = own.candidates
  return sure && !isSureAlready
    ? { understood: true, candidates: [sure, ...asked.filter((each) => each !== sure)] }
    : { understood: true, candidates: [best, ...rest, ...others] }
}
