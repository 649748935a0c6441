import { expect, test } from 'vitest'
import { readKeys } from './layout.ts'
import { press } from './rhythms.ts'

/** Keys pressed without Shift, each with its position on a US keyboard. */
const through = (arrived: string, pressed: string) =>
  Array.from(arrived, (key, at) => press(key, 0, { code: press(pressed.charAt(at), 0).code }))

/** The keys that write a text on an American keyboard. */
const onUsKeyboard = (text: string) =>
  Array.from(text, (key) => {
    const at = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'.indexOf(key)
    const plain = at < 0 ? key : "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./".charAt(at)
    return press(key, 0, { code: press(plain, 0).code, shiftKey: at >= 0 })
  })

const textOf = (keys: { key: string }[]) => keys.map(({ key }) => key).join('')

test.each([
  ['a French keyboard', '&é"\'(-è_çà', '1234567890'],
  ['a French keyboard, signs in ASCII only', '&"\'(-_&"', '13456813'],
  ['a Belgian keyboard', '&é"\'(§è!çà', '1234567890'],
  ['a Czech keyboard', '+ěščřžýáíé', '1234567890'],
  ['a Slovak keyboard', '+ľščťžýáíé', '1234567890'],
  ['a keyboard we do not know', 'ăâê', '123'],
  ['a French keyboard, letters and all', 'qw&é"\'', 'az1234'],
  ['a German keyboard', 'csß4000ß0002', 'cs-4000-0002'],
  ['a German keyboard whose Y and Z are changed round', 'zß4000', 'y-4000'],
  ['an Arabic keyboard', 'ؤس-4000-0002', 'cs-4000-0002'],
  ['a Russian keyboard', 'сы-4000-0002', 'cs-4000-0002'],
])('what an American scanner types through %s is told by its keys', (_, text, meant) => {
  expect(readKeys(through(text, meant))).toEqual({ text, wrongLayout: 'us', meant })
})

test('a British keyboard and an American one have changed the at sign and the quotation mark round', () => {
  const quote = { code: 'Quote', shiftKey: true }
  const at = (key: string, more: object) => [
    ...through('asha', 'asha'),
    press(key, 0, more),
    ...through('x.in', 'x.in'),
  ]
  const meant = 'asha@x.in'
  const text = 'asha"x.in'
  expect(readKeys(at('"', { code: 'Digit2', shiftKey: true }))).toEqual({ text, wrongLayout: 'us', meant })
  expect(readKeys(at('"', quote))).toEqual({ text, wrongLayout: 'uk', meant })
  expect(readKeys(at('@', quote))).toEqual({ text: meant, meant })
})

test('a French scanner presses Shift for digits, which an American keyboard writes as signs', () => {
  const keys = Array.from('(^%*!%', (key, at) =>
    press(key, 0, { code: `Digit${'965815'.charAt(at)}`, shiftKey: true }),
  )
  expect(readKeys(keys)).toEqual({ text: '(^%*!%', wrongLayout: 'azerty', meant: '965815' })
})

test('Caps Lock is told by letters that are small with Shift, also on a French keyboard, where it turns digits round', () => {
  const shifted = (key: string) => press(key, 0, { shiftKey: true })
  const keys = [shifted('c'), shifted('s'), ...through('-40', '-40')]
  expect(readKeys(keys)).toEqual({ text: 'cs-40', hasCapsLock: true, meant: 'CS-40' })
  const french = [shifted('c'), shifted('s'), ...through('°40', '-40')]
  expect(readKeys(french)).toMatchObject({ wrongLayout: 'us', meant: 'CS-40' })
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

test('an accent that waits for its letter is understood only where the layout is proven', () => {
  const accent = (code: string) => press('Dead', 0, { code })
  expect(readKeys([...through('a', 'a'), accent('BracketLeft')])).toBeUndefined()
  expect(readKeys([...through('csß4', 'cs-4'), accent('Equal')])).toBeUndefined()
  expect(readKeys([...through('+ěšč', '1234'), accent('Minus'), ...through('+', '1')])).toMatchObject({
    meant: '1234-1',
  })
})

test('a payload with signs is no wrong layout', () => {
  for (const text of [
    '%565040002?;565040002?',
    '*CS-4000-0002*',
    '(01)04012345',
    'https://shop.example/?a=1&b=2',
  ])
    expect(readKeys(onUsKeyboard(text))).toEqual({ text, meant: text })
})
