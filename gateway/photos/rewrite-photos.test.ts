import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import { rewritePhotos } from './rewrite-photos.ts'
import { photoSeal } from './sealed-link.ts'

const link = 'https://s3.amazonaws.com/customerImage/1/42/x?X-Amz-Date=20250430T065825Z&X-Amz-Expires=3599'
const secret = `${link}&X-Amz-Signature=c0ffee&X-Amz-Security-Token=c0ffee`
const file = { name: '1/42/0', s3Token: 'customerImage/1/42/x', version: 1 }
const good = { code: 200, status: 'true', file, filePath: secret, secureFilePath: secret }

function rewrite(customerImage: unknown, shortestLife = Infinity) {
  const body = { id: 42, profiles: [], customerImage }
  const customer = readCustomer(body, '42')
  const answer = { body, customer, vendorRequestId: undefined, vendorDate: 'Wed, 30 Apr 2025 06:59:25 GMT' }
  const seal = photoSeal(sealingFor('photo address', [randomBytes(32)]))
  return rewritePhotos(answer, { seal, scope: 'session', shortestLife })
}

test('a photo keeps what tells which picture it is, and gets an address of ours', () => {
  const { body, tickets, withheld } = rewrite([good])
  const address = expect.stringMatching(/^\/photos\/[\w-]+\?X-Amz-Date=20250430T065825Z&X-Amz-Expires=3599$/)
  expect(body.customerImage).toEqual([
    { code: 200, status: 'true', file, filePath: address, secureFilePath: address },
  ])
  expect([tickets.size, withheld]).toEqual([1, 0])
})

test.each<[where: string, customerImage: unknown]>([
  ['in a list of words', [secret]],
  ['in words', secret],
  ['in an item that is no list’s', good],
  ['in a list of lists', [[secret]]],
  ['in a failed item', [{ ...good, status: 'false' }]],
  ['in an item of somebody else’s', [{ ...good, file: { ...file, name: '1/43/0' } }]],
  ['in an item of nobody’s', [{ filePath: 'https://s3.amazonaws.com/x?X-Amz-Signature=c0ffee' }]],
  ['in a message', [{ ...good, message: secret }]],
  ['in a field nobody knows', [{ ...good, thumbnailPath: secret }]],
  ['in a field of the file nobody knows', [{ ...good, file: { ...file, url: secret } }]],
])('a link of the vendor does not leave %s', (_where, customerImage) => {
  expect(JSON.stringify(rewrite(customerImage).body)).not.toMatch(/amazonaws|Signature|Security-Token|c0ffee/)
})

test('an answer without photos stays as it is', () => {
  expect(rewrite(undefined).body).toEqual({ id: 42, profiles: [], customerImage: undefined })
  expect(rewrite(null).body.customerImage).toBeNull()
  expect(rewrite([]).body.customerImage).toEqual([])
})

test('the life of a link is told from the vendor’s clock, not from ours', () => {
  const [found] = rewrite([good]).tickets.values()
  const { sealedAt = 0, endsAt = 0 } = found?.ticket ?? {}
  expect(endsAt - sealedAt).toBe((3599 - 60) * 1000)
})

test('a link that is known to die early says so', () => {
  expect(JSON.stringify(rewrite([good], 108.4).body)).toContain('X-Amz-Expires=108"')
  expect(JSON.stringify(rewrite([good], 9_999).body)).toContain('X-Amz-Expires=3599"')
})

test.each([
  ['CloudFront', 'Expires=1746000000&Signature=x&Key-Pair-Id=y'],
  ['Azure', 'se=2025-04-30T08:00:00Z&sig=x'],
])('a link of %s that states only its end lives from the vendor’s time until then', (_store, query) => {
  const moved = `https://photos.example/customerImage/1/42/x?${query}`
  const [found] = rewrite([{ ...good, filePath: moved, secureFilePath: moved }]).tickets.values()
  const { sealedAt = 0, endsAt = 0 } = found?.ticket ?? {}
  expect(endsAt - sealedAt).toBe(3_635_000)
  expect(found?.address).toMatch(/\?X-Amz-Date=20250430T065925Z&X-Amz-Expires=3635$/)
})

test('a link that states years is renewed within S3’s week, and one that has ended is not mistaken for one without an end', () => {
  const addressWith = (query: string) => {
    const moved = `https://photos.example/customerImage/1/42/x?${query}`
    const [found] = rewrite([{ ...good, filePath: moved, secureFilePath: moved }]).tickets.values()
    return found?.address.split('?')[1]
  }
  expect(addressWith('se=2035-01-01')).toBe('X-Amz-Date=20250430T065925Z&X-Amz-Expires=604800')
  expect(addressWith('se=2025-01-01')).toBe('X-Amz-Date=20250430T065925Z&X-Amz-Expires=1')
  expect(addressWith('X-Amz-Expires=3599')).toBeUndefined()
})
