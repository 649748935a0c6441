import { expect, test } from 'vitest'
import { openCounter } from '#sandbox/testing/counter.ts'

test('a customer without a photo is told in four ways', async () => {
  await using counter = await openCounter()
  const told = async (userId: number) => counter.customer(userId)
  expect(await told(600_000_101)).not.toHaveProperty('customerImage')
  expect((await told(600_000_102)).customerImage).toBeNull()
  expect((await told(600_000_103)).customerImage).toEqual([])
  expect((await told(600_000_104)).customerImage).toEqual([
    { code: 404, message: 'File not found', status: 'false' },
  ])
})

test('a customer has five photos, each with its own index, file and picture', async () => {
  await using counter = await openCounter()
  const items = (await counter.customer(600_000_201)).customerImage ?? []
  expect(items.map(({ file }) => file?.name)).toEqual(
    [0, 1, 2, 3, 4].map((index) => `100737/600000201/${index}`),
  )
  expect(new Set(items.map(({ file }) => file?.s3Token)).size).toBe(5)
  const pictures = await Promise.all(
    items.map(async (item) => (await fetch(item.secureFilePath ?? '')).headers.get('etag')),
  )
  expect(new Set(pictures).size).toBe(5)
})

test('the second of three photos is broken, the others are not', async () => {
  await using counter = await openCounter()
  const items = (await counter.customer(600_000_202)).customerImage ?? []
  expect(items.map(({ code, status }) => [code, status])).toEqual([
    [200, 'true'],
    [404, 'false'],
    [200, 'true'],
  ])
})

test('what lies under a photo link can be anything', async () => {
  await using counter = await openCounter()
  const begins: [userId: number, opening: string][] = [
    [600_000_203, '<!DOCTYPE html>'],
    [600_000_204, '%PDF-1.4'],
    [600_000_205, '<svg '],
    [600_000_206, '\0\0\0(ftypheic'],
    [600_000_207, '\x89PNG'],
    [600_000_209, ''],
    [600_000_210, ''],
    [600_000_211, '\x89PNG'],
    [600_000_212, '\x89PNG'],
    [600_000_213, '\xFF\xD8\xFF\xE1'],
  ]
  for (const [userId, opening] of begins) {
    const photo = await counter.photo(userId)
    const text = Buffer.from(await photo.arrayBuffer()).toString('latin1')
    expect([userId, photo.status, text.slice(0, opening.length)]).toEqual([userId, 200, opening])
  }
})

test('a photo claims 40,000 pixels a side in a few bytes, another weighs 20 MB', async () => {
  await using counter = await openCounter()
  const claims = Buffer.from(await (await counter.photo(600_000_207)).arrayBuffer())
  expect([claims.readUInt32BE(16), claims.readUInt32BE(20)]).toEqual([40_000, 40_000])
  expect(claims.length).toBeLessThan(1000)
  const heavy = await counter.photo(600_000_208)
  expect(Number(heavy.headers.get('content-length'))).toBeGreaterThan(20 * 1024 * 1024)
  await heavy.body?.cancel()
})

test('a JPEG from a telephone tells where it was taken and that it lies on its side', async () => {
  await using counter = await openCounter()
  const jpeg = Buffer.from(await (await counter.photo(600_000_213)).arrayBuffer())
  expect(jpeg.subarray(6, 14).toString('latin1')).toBe('Exif\0\0II')
  const tiff = jpeg.subarray(12)
  expect([tiff.readUInt16LE(10), tiff.readUInt16LE(18)]).toEqual([0x0112, 6])
  const gps = tiff.readUInt32LE(30)
  const latitude = tiff.readUInt32LE(gps + 2 + 12 + 8)
  expect([tiff.readUInt16LE(22), tiff.readUInt32LE(latitude)]).toEqual([0x8825, 12])
})

test('the photo host hangs, redirects, loses, refuses or cuts', async () => {
  await using counter = await openCounter()
  await expect(counter.photo(600_000_401, { signal: AbortSignal.timeout(50) })).rejects.toThrow('aborted')
  const redirect = await counter.photo(600_000_402)
  expect([redirect.status, redirect.headers.get('location')]).toEqual([
    302,
    expect.stringContaining('127.0.0.1'),
  ])
  const gone = await counter.photo(600_000_403)
  expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('<Code>NoSuchKey</Code>')])
  const refused = await counter.photo(600_000_404)
  expect([refused.status, await refused.text()]).toEqual([403, expect.not.stringContaining('Expires')])
  await expect((await counter.photo(600_000_405)).arrayBuffer()).rejects.toThrow('terminated')
})
