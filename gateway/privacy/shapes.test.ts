import fc from 'fast-check'
import { expect, test } from 'vitest'
import { masked } from './shapes.ts'

test.each([
  ['phone', '919148574269', '••••4269'],
  ['phone', 'none', '••••ne'],
  ['email', 'aditi.khan@example.com', 'a••••@example.com'],
  ['email', 'élodie@example.fr', 'é••••@example.fr'],
  ['email', 'not an address', '••••'],
  ['card', 'CS-4000-0002', '••••0002'],
  ['name', 'Aditi', 'A••••'],
  ['name', 'कमला', 'क••••'],
  ['name', 'e\u0301lodie', 'e\u0301••••'],
  ['name', '', '••••'],
  ['address', '14 Park Lane, Bandra West, Mumbai', '••••, Mumbai'],
  ['address', '14 Park Lane, Mumbai 400050', '••••'],
  ['address', 'Mumbai', '••••'],
  ['date', '1991-07-14', '1991-••-••'],
  ['date', '1991-07-14T00:00:00Z', '1991-••-••'],
  ['date', '14/07/1991', '••••'],
  ['full', 'Bangalore1234', '••••'],
] as const)('as %s, %j is %s', (shape, value, text) => {
  expect(masked(value, shape)).toBe(text)
})

test('how long a value is can’t be told from what is left of it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9@., -]{0,80}$/), (value) => {
      for (const shape of ['full', 'name', 'email', 'phone', 'card'] as const)
        expect(masked(value, shape).replaceAll(/[^•]/g, '')).toBe('••••')
      expect(masked(value, 'full')).toBe('••••')
    }),
  )
})
