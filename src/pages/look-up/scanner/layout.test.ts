import { expect, test } from 'vitest'
import { readKeys } from './layout.ts'
import { press } from './rhythms.ts'

/** Keys pressed without Shift, each with its position on a US keyboard. */
const through = (arrived: string, pressed: string) =>
  Array.from(arrived, (key, at) => press(key, 0, { code: press(pressed.charAt(at), 0).code }))

const textOf = (keys: { key: string }[]) => keys.map(({ key }) => key).join('')

test.each([
  ['a French keyboard', '&é"\'(-è_çà', '1234567890', 'azerty'],
  ['a French keyboard, signs in ASCII only', '&"\'(-_&"', '13456813', 'azerty'],
  ['a Belgian keyboard', '&é"\'(§è!çà', '1234567890', 'azerty'],
  ['a Czech keyboard', '+ěščřžýáíé', '1234567890', 'other'],
  ['a Slovak keyboard', '+ľščťžýáíé', '1234567890', 'other'],
  ['a keyboard we do not know', 'ăâê', '123', 'other'],
  ['a French keyboard, letters and all', 'qw&é"\'', 'az1234', 'azerty'],
])('digits that come through %s are told by their keys', (_, text, meant, wrongLayout) => {
  expect(readKeys(through(text, meant))).toEqual({ text, wrongLayout, meant })
})

test('the hyphen of a card number is told by its key too, and a capital by Shift', () => {
  const keys = [
    ...through('&é"', '123'),
    press(')', 0, { code: 'Minus' }),
    press('Q', 0, { code: 'KeyA', shiftKey: true }),
  ]
  expect(readKeys(keys)).toMatchObject({ meant: '123-A' })
})

test.each([
  ['a US keyboard', through('C-100234', 'C-100234')],
  [
    'signs that a US keyboard writes with Shift',
    Array.from('!@#', (key, at) => press(key, 0, { code: `Digit${at + 1}`, shiftKey: true })),
  ],
  ['no digits at all', through('asha', 'qshq')],
  ['the numeric keypad', Array.from('1234567890', (key) => press(key, 0, { code: `Numpad${key}` }))],
  ['digits of another script', through('१२३४५६', '123456')],
  ['a French name', [...through('Hélène Fa', 'H2l7ne Fa'), ...through('çade', '9ade')]],
  ['one sign, over and over', through('a-b-c-', 'a6b6c6')],
  [
    'a scanner set to French like the till',
    [...through('q-', 'a6'), ...Array.from('1234', (key) => press(key, 0, { shiftKey: true }))],
  ],
])('%s is no wrong layout', (_, keys) => {
  expect(readKeys(keys)).toEqual({ text: textOf(keys), meant: textOf(keys) })
})

test('an accent that waits for its letter leaves a mark, since nobody knows what it would have written', () => {
  const keys = [press('a', 0), press('Dead', 0, { code: 'BracketLeft' })]
  expect(readKeys(keys).text).toBe('a\uFFFD')
})
