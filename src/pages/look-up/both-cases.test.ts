import { expect, test } from 'vitest'
import { bothCases } from './both-cases.ts'
import type { Candidate, Understanding } from './understanding/candidate.ts'

const card = (value: string, because: 'matches-rule' | 'looks-like-one' = 'looks-like-one'): Candidate => ({
  kind: 'cardNumber',
  value,
  because,
})
const nothing: Understanding = { understood: false, mistake: { what: 'not-understood' } }
const asGuess = (text: string): Understanding => ({ understood: true, candidates: [card(text)] })
/** A store whose cards begin with CS. */
const byRule = (text: string): Understanding =>
  text.startsWith('CS') ? { understood: true, candidates: [card(text, 'matches-rule')] } : nothing

test('a card of letters in one case is asked for in both, as it stands first', () => {
  expect(bothCases('cs-40', asGuess)).toMatchObject({ candidates: [{ value: 'cs-40' }, { value: 'CS-40' }] })
  expect(bothCases('CS-40', asGuess)).toMatchObject({ candidates: [{ value: 'CS-40' }, { value: 'cs-40' }] })
})

test('letters in both cases, or none, are asked for as they stand', () => {
  for (const text of ['Cs-40', '4000'])
    expect(bothCases(text, asGuess)).toMatchObject({ candidates: [{ value: text }] })
})

test('the store’s rule says in which case its cards are written', () => {
  expect(bothCases('cs-40', byRule)).toMatchObject({ candidates: [{ value: 'CS-40' }] })
  expect(bothCases('CS-40', byRule)).toMatchObject({ candidates: [{ value: 'CS-40' }] })
  expect(bothCases('xy-40', byRule)).toEqual(nothing)
})
