import { expect, test } from 'vitest'
import { keyboardFor } from './keyboard.ts'

test.each<[Parameters<typeof keyboardFor>[0], 'tel' | 'text']>([
  [{ kinds: ['mobile'] }, 'tel'],
  [{ kinds: ['mobile', 'customerId'] }, 'tel'],
  [{ kinds: ['mobile', 'email'] }, 'text'],
  [{ kinds: ['name'] }, 'text'],
  [{ kinds: ['cardNumber'] }, 'text'],
  [{ kinds: ['cardNumber', 'mobile'], cardNumber: { pattern: String.raw`\d{16}` } }, 'tel'],
  [{ kinds: ['cardNumber'], cardNumber: { pattern: String.raw`C\d{8}` } }, 'text'],
])('a store that finds by %j shows the keyboard %s', (rules, keyboard) => {
  expect(keyboardFor(rules)).toBe(keyboard)
})
