import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identifierKind } from '#contract/customer/identifier.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop } from '#test/support/shop.ts'

const mobile = fc.stringMatching(/^[1-9]\d{8,14}$/)
const number = fc.stringMatching(/^[A-Z]{2,4}-\d{4,8}$/)
const name = fc.stringMatching(/^[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?$/)
const email = fc.stringMatching(/^[a-z+.'&=%]{3,12}@[a-z]{3,9}\.example$/)
const odd = fc.string({
  unit: fc.constantFrom(...Array.from('aé王م1٤,،、， \t\r\n\0\u0085\u200b\u202e@.+-%&=#?/\\|"')),
  maxLength: 30,
})

/** Input from keyboards, scanners and mischief: correct, almost correct, or arbitrary. */
const kind = fc.constantFrom(...identifierKind.options)
const typed = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), odd, mobile, number, name, email)
const spoilt = fc
  .tuple(typed, fc.constantFrom('', ',', '\n', ' ', '-4111111111111111'))
  .map(([text, end]) => text + end)
const request = fc.oneof(
  fc.record({ kind, value: spoilt }),
  fc.record({ kind: fc.constant('mobile'), value: mobile }),
  fc.record({ kind: fc.constantFrom('cardNumber', 'externalId'), value: number }),
  fc.record({ kind: fc.constant('email'), value: email }),
  fc.record({ kind: fc.constant('name'), value: name }),
)

const lettersOf = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '')

test('whatever is sent to be found, the vendor gets no comma, no control character and nothing but one value', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const before = shop.sandbox.requests.length
      await shop.post('/api/find', asked)
      await shop.post('/api/search', { text: asked.value })
      for (const { path } of shop.sandbox.requests.slice(before)) {
        const [address = '', query = ''] = path.split('?')
        expect(path.split('?')).toHaveLength(2)
        expect(address).toMatch(/^\/v2\/customers\/(lookup\/customerDetails|search|[1-9]\d{0,14}\/setImage)$/)
        const { source, embed, identifierName, identifierValue, q, limit, offset, ...rest } =
          Object.fromEntries(new URLSearchParams(query))
        expect(rest).toEqual({})
        expect([asked.value, undefined]).toContain(identifierValue)
        // A name is asked for by one of its words.
        for (const word of (q ?? '').split(' ')) expect(lettersOf(asked.value)).toContain(lettersOf(word))
        expect(new URLSearchParams(query).size).toBe(
          identifierValue === undefined ? (q === undefined ? 2 : 3) : 4,
        )
        for (const value of [source, embed, identifierName, identifierValue, q, limit, offset])
          expect(value ?? '').not.toMatch(/[\p{C},\u060C\u3001\uFF0C]/u)
        expect(decodeURIComponent(path)).not.toContain('-4111111111111111')
      }
    }),
    { numRuns: 300 },
  )
  const answered = shop.sandbox.requests.filter(({ path }) => /identifierValue|q=/.test(path))
  expect(answered.length).toBeGreaterThan(60)
})

test('nothing that was typed is ever in the log', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  const telling = fc.constantFrom(
    'zebra',
    'quagga',
    '9155512345',
    'EXT-7788',
    'okapi@example.com',
    'Zorilla Quoll',
  )
  await fc.assert(
    fc.asyncProperty(telling, kind, fc.constantFrom('', ',', '\n', ' '), async (text, asKind, end) => {
      const value = text + end
      await shop.post('/api/find', { kind: asKind, value })
      await shop.post('/api/find', { kind: asKind, [value]: value })
      await shop.post('/api/search', { text: value, [value]: 1 })
      await shop.post('/api/search', { text: value })
      const raw = { ...shop.headers.write, 'content-type': 'application/json' }
      await shop.gateway.inject({ method: 'POST', url: '/api/find', headers: raw, payload: `{"${value}` })
      await shop.gateway.inject({
        method: 'POST',
        url: `/api/find?${encodeURIComponent(value)}`,
        headers: shop.headers.write,
        payload: {},
      })
      expect(shop.logLines.join('')).not.toContain(text)
      const answered = shop.logLines.splice(0).filter((line) => line.includes('"msg":"answered"'))
      expect(answered).toHaveLength(6)
    }),
    { numRuns: 60 },
  )
})
