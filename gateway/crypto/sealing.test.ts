import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealingFor } from './sealing.ts'

const key = randomBytes(32)

test.each(['', 'Basic dGlsbA==', 'चाबी'])('what is sealed (%j) opens where it belongs, as it was', (text) => {
  const sealing = sealingFor('PIN', [key])
  expect(sealing.open(sealing.seal(text, 'session 1'), 'session 1')).toBe(text)
})

test('it opens nowhere else, for no other purpose and with no other key', () => {
  const sealed = sealingFor('PIN', [key]).seal('secret', 'session 1')
  expect(sealingFor('PIN', [key]).open(sealed, 'session 2')).toBeUndefined()
  expect(sealingFor('vendor credentials', [key]).open(sealed, 'session 1')).toBeUndefined()
  expect(sealingFor('PIN', [randomBytes(32)]).open(sealed, 'session 1')).toBeUndefined()
  expect(sealingFor('PIN', [randomBytes(32), key]).open(sealed, 'session 1')).toBe('secret')
})

test('with a bit changed anywhere, or an end missing, it opens no more', () => {
  const sealing = sealingFor('PIN', [key])
  const sealed = sealing.seal('secret', 'session 1')
  for (const at of sealed.keys()) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(sealing.open(changed, 'session 1')).toBeUndefined()
    expect(sealing.open(sealed.subarray(0, at), 'session 1')).toBeUndefined()
  }
})

test('the same text is sealed differently each time', () => {
  const sealing = sealingFor('PIN', [key])
  expect(sealing.seal('secret', 'session 1')).not.toEqual(sealing.seal('secret', 'session 1'))
})
