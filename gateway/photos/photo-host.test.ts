import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { photoHost } from './photo-host.ts'
import { readPhotoOrigin } from './photo-origins.ts'

const photo = await readFile(new URL('strip-metadata/fixtures/baseline.jpg', import.meta.url))

/** A photo host that answers as the test says, and the gateway's client for it. */
async function playPhotoHost(answer: http.RequestListener, { maxBytes = 1_000_000, patience = 2_000 } = {}) {
  const heads: http.IncomingHttpHeaders[] = []
  const server = http.createServer((request, response) => {
    heads.push(request.headers)
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const origins = [readPhotoOrigin(origin)].filter((each) => each !== undefined)
  const host = photoHost({ origins, maxBytes, patience })
  const download = (signal = new AbortController().signal, query = 'X-Amz-Date=x') =>
    host.download(`${origin}/photo?${query}`, signal)
  return {
    heads,
    download,
    /** The whole photo, or the reason why it failed. */
    bytes: async () => buffer((await download()).bytes),
    async [Symbol.asyncDispose]() {
      await host.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

test('a photo arrives whole, with its true content type, and the host learns nothing of us', async () => {
  await using host = await playPhotoHost((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': photo.length }).end(photo),
  )
  const { contentType, length, bytes } = await host.download()
  expect([contentType, length]).toEqual(['image/jpeg', photo.length])
  expect(await buffer(bytes)).toHaveLength(photo.length)
  expect(host.heads.map((headers) => Object.keys(headers).toSorted())).toEqual([['connection', 'host']])
})

test.each([
  ['progressive.jpg', 'image/jpeg'],
  ['full.png', 'image/png'],
  ['extended.webp', 'image/webp'],
  ['alpha.avif', 'image/avif'],
  ['thumbnail.heic', 'image/heic'],
])('%s is told to be %s by its bytes alone', async (name, contentType) => {
  const file = await readFile(new URL(`strip-metadata/fixtures/${name}`, import.meta.url))
  await using host = await playPhotoHost((_request, response) =>
    response.writeHead(200, { 'content-type': 'binary/octet-stream' }).end(file),
  )
  const download = await host.download()
  expect(download.contentType).toBe(contentType)
  expect(await buffer(download.bytes)).toHaveLength(file.length)
})

test.each([
  ['a GIF', Buffer.from('GIF89a\x10\0\x10\0'), 'photo_unshowable'],
  ['a BMP', Buffer.from('BM\x36\0\0\0\0\0\0\0'), 'photo_unshowable'],
  ['a TIFF', Buffer.from('II*\0\x08\0\0\0'), 'photo_unshowable'],
  ['a JPEG without its end', photo.subarray(0, -2), 'photo_unshowable'],
  ['a JPEG without its size', photo.subarray(0, 20), 'photo_unshowable'],
  ['a text', Buffer.from('the photo is in the drawer'), 'photo_not_an_image'],
  ['nothing', Buffer.alloc(0), 'photo_not_an_image'],
])('%s is told apart from a photo, and a picture from what is none', async (_what, file, code) => {
  await using host = await playPhotoHost((_request, response) => response.end(file))
  await expect(host.bytes()).rejects.toMatchObject({ code })
})

test('a photo whose size comes after half a megabyte of other segments arrives whole', async () => {
  const segment = Buffer.concat([Buffer.from('ffe2ffff', 'hex'), Buffer.alloc(65_533, 0xaa)])
  const file = Buffer.concat([
    photo.subarray(0, 2),
    ...Array.from({ length: 8 }, () => segment),
    photo.subarray(2),
  ])
  await using host = await playPhotoHost((_request, response) => response.end(file))
  expect(await host.bytes()).toHaveLength(file.length)
})

test('a photo in single bytes is the same photo', async () => {
  await using whole = await playPhotoHost((_request, response) => response.end(photo))
  await using dripping = await playPhotoHost((_request, response) => {
    response.socket?.setNoDelay(true)
    for (const byte of photo) response.write(Buffer.of(byte))
    response.end()
  })
  expect(await dripping.bytes()).toEqual(await whole.bytes())
})

test.each([
  [403, 'AccessDenied', 'Request has expired', 'photo_expired'],
  [400, 'ExpiredToken', 'The provided token has expired.', 'photo_expired'],
  [400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.', 'photo_expired'],
  [403, 'AccessDenied', 'Access Denied', 'photo_refused'],
  [403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match', 'photo_refused'],
  [404, 'NoSuchKey', 'The specified key does not exist.', 'photo_gone'],
  [410, 'Gone', '', 'photo_gone'],
  [503, 'SlowDown', 'Please reduce your request rate.', 'photo_refused'],
  [500, 'InternalError', 'We encountered an internal error.', 'photo_refused'],
])('HTTP %i with %s "%s" is %s', async (status, code, message, problem) => {
  await using host = await playPhotoHost((_request, response) =>
    response
      .writeHead(status)
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`),
  )
  await expect(host.download()).rejects.toMatchObject({ code: problem })
})

// The answers as the stores' documents and their users' reports have them.
test.each([
  [
    'Google',
    400,
    '<Code>ExpiredToken</Code><Message>The provided token has expired.</Message><Details>Request signature expired at: 2026-01-01T18:00:00+00:00</Details>',
  ],
  [
    'Azure',
    403,
    '<Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request.</Message><AuthenticationErrorDetail>Signature not valid in the specified time frame: Start [Thu, 01 Jan 2026 17:00:00 GMT] - Expiry [Thu, 01 Jan 2026 18:00:00 GMT] - Current [Thu, 01 Jan 2026 18:00:01 GMT]</AuthenticationErrorDetail>',
  ],
  [
    'Azure without a start',
    403,
    '<Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request.</Message><AuthenticationErrorDetail>Signed expiry time [Thu, 01 Jan 2026 18:00:00 GMT] must be after signed start time [Thu, 01 Jan 2026 18:00:01 GMT]</AuthenticationErrorDetail>',
  ],
  ['Cloudflare R2', 403, '<Code>ExpiredRequest</Code><Message>Request has expired</Message>'],
])('an expired link of %s is told as expired', async (_store, status, error) => {
  await using host = await playPhotoHost((_request, response) =>
    response.writeHead(status).end(`\uFEFF<?xml version="1.0" encoding="utf-8"?><Error>${error}</Error>`),
  )
  await expect(host.download()).rejects.toMatchObject({ code: 'photo_expired' })
})

test.each([
  ['after its end', 403, 'Thu, 01 Jan 2026 18:00:01 GMT', 'photo_expired'],
  ['before its end', 403, 'Thu, 01 Jan 2026 17:59:59 GMT', 'photo_refused'],
  ['after its end, as gone', 404, 'Thu, 01 Jan 2026 18:00:01 GMT', 'photo_gone'],
])('CloudFront gives no reason: a link refused %s (%i, at %s) is %s', async (_when, status, date, code) => {
  await using host = await playPhotoHost((_request, response) =>
    response
      .writeHead(status, { date })
      .end('<Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>'),
  )
  const link = host.download(undefined, 'Expires=1767290400&Signature=x&Key-Pair-Id=y')
  await expect(link).rejects.toMatchObject({ code })
})

test('a refusal that never ends is cut short', async () => {
  await using host = await playPhotoHost((_request, response) => {
    response.writeHead(403)
    const flood = setInterval(() => response.write('x'.repeat(8_192)), 1)
    response.once('close', () => clearInterval(flood))
  })
  await expect(host.download()).rejects.toMatchObject({ code: 'photo_refused' })
})

test('a photo that says it is too large is not even begun', async () => {
  await using host = await playPhotoHost(
    (_request, response) => response.writeHead(200, { 'content-length': 50_000 }).write(photo),
    { maxBytes: 49_999 },
  )
  await expect(host.download()).rejects.toMatchObject({ code: 'photo_too_large' })
})

test('a photo that grows too large on its way is given up', async () => {
  await using host = await playPhotoHost(
    (_request, response) => {
      response.write(photo)
      const growth = setInterval(() => response.write(Buffer.alloc(10_000)), 1)
      response.once('close', () => clearInterval(growth))
    },
    { maxBytes: 100_000 },
  )
  await expect(host.bytes()).rejects.toMatchObject({ code: 'photo_too_large' })
})

test.each([
  ['before its first byte', 0],
  ['within its header', 20],
  ['within its pixels', photo.length - 50],
])('a photo whose connection breaks %s is refused', async (_where, count) => {
  await using host = await playPhotoHost((_request, response) => {
    response.writeHead(200, { 'content-length': photo.length })
    response.write(photo.subarray(0, count), () => response.socket?.end())
  })
  await expect(host.bytes()).rejects.toMatchObject({ code: 'photo_refused' })
})

test('a photo that ends before its pixels do is none, and its last piece is never handed out', async () => {
  const answers: http.ServerResponse[] = []
  await using host = await playPhotoHost((_request, response) => {
    answers.push(response)
    response.write(photo.subarray(0, -60))
  })
  const { bytes } = await host.download()
  answers[0]?.end(photo.subarray(-60, -50))
  let handedOut = 0
  const takeAll = async () => {
    for await (const piece of bytes) handedOut += piece.length
  }
  await expect(takeAll()).rejects.toMatchObject({ code: 'photo_unshowable' })
  expect(handedOut).toBe(photo.length - 60)
})

test.each([
  ['never begins', []],
  ['stops in its header', [photo.subarray(0, 20)]],
])('a photo that %s has timed out', async (_how, pieces) => {
  await using host = await playPhotoHost(
    (_request, response) => {
      for (const piece of pieces) response.write(piece)
    },
    { patience: 300 },
  )
  await expect(host.download()).rejects.toMatchObject({ code: 'photo_timed_out' })
})

test('a header that drips in too slowly has timed out', async () => {
  await using host = await playPhotoHost(
    (_request, response) => {
      response.write(photo.subarray(0, 3))
      const drip = setInterval(() => response.write(Buffer.of(0)), 50)
      response.once('close', () => clearInterval(drip))
    },
    { patience: 300 },
  )
  await expect(host.download()).rejects.toMatchObject({ code: 'photo_timed_out' })
})

test('a host that is not there refuses', async () => {
  const origins = [readPhotoOrigin('http://127.0.0.1:1')].filter((each) => each !== undefined)
  const host = photoHost({ origins, maxBytes: 1, patience: 1_000 })
  const download = host.download('http://127.0.0.1:1/', new AbortController().signal)
  await expect(download).rejects.toMatchObject({ code: 'photo_refused' })
  await host.close()
})

test('an aborted download ends the connection to the host', async () => {
  const controller = new AbortController()
  const hungUp: Promise<unknown>[] = []
  await using host = await playPhotoHost((_request, response) => {
    hungUp.push(once(response, 'close'))
    response.write(photo.subarray(0, 20), () => controller.abort(new Error('gone')))
  })
  await expect(host.download(controller.signal)).rejects.toThrow('gone')
  await Promise.all(hungUp)
})
