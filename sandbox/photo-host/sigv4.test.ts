import { sign } from 'aws4'
import { AwsClient } from 'aws4fetch'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusal } from './s3-refusal.ts'
import { type Credentials, presign, readQuery, verify } from './sigv4.ts'

const KEYS: Credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const SESSION = { ...KEYS, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'IQoJb3JpZ2luX2VjEAca/+==' }
const SIGNED_AT = Date.parse('2013-05-24T00:00:00Z')
const DAY = 86_400

const signed = (credentials = KEYS, address = 'https://examplebucket.s3.amazonaws.com/test.txt') =>
  presign({
    url: new URL(address),
    credentials,
    region: 'us-east-1',
    signedAt: SIGNED_AT,
    lifetimeSeconds: DAY,
  })

function judged(link: string, { keys = KEYS, now = SIGNED_AT, method = 'GET' } = {}) {
  const url = new URL(link)
  const request = { method, host: url.host, path: url.pathname, query: readQuery(url.search.slice(1)) }
  const secretOf = (id: string, token: string | undefined) => {
    if (id !== keys.accessKeyId) return refusal(403, 'InvalidAccessKeyId', '')
    return token === keys.sessionToken ? keys.secretAccessKey : refusal(400, 'InvalidToken', '')
  }
  return verify(request, now, secretOf)?.code ?? 'accepted'
}

const signatureIn = (link: string) => new URL(link).searchParams.get('X-Amz-Signature')

test("AWS's published example gets AWS's published signature", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  expect(signatureIn(signed())).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404')
})

test('aws4 signs as we do and its links are accepted', () => {
  for (const keys of [KEYS, SESSION]) {
    const host = 'examplebucket.s3.amazonaws.com'
    const path = `/test.txt?X-Amz-Date=20130524T000000Z&X-Amz-Expires=${DAY}`
    const link = sign(
      { service: 's3', region: 'us-east-1', method: 'GET', host, path, signQuery: true },
      keys,
    ).path
    expect(signatureIn(`https://${host}${link}`)).toBe(signatureIn(signed(keys)))
    expect(judged(`https://${host}${link}`, { keys })).toBe('accepted')
  }
})

test('aws4fetch signs as we do and its links are accepted', async () => {
  for (const keys of [KEYS, SESSION]) {
    const client = new AwsClient({ ...keys, service: 's3', region: 'us-east-1' })
    const { url } = await client.sign(
      `https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Expires=${DAY}`,
      {
        aws: { signQuery: true, datetime: '20130524T000000Z' },
      },
    )
    expect(signatureIn(url)).toBe(signatureIn(signed(keys)))
    expect(judged(url, { keys })).toBe('accepted')
  }
})

test('any key of the bucket can be signed and is then accepted, and by aws4fetch signed the same', async () => {
  const client = new AwsClient({ ...SESSION, service: 's3', region: 'us-east-1' })
  const anyKey = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(anyKey, async (parts) => {
      const path = parts.map((part) => encodeURIComponent(`k${part}`)).join('/')
      const address = `https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/${path}`
      const link = signed(SESSION, address)
      const theirs = await client.sign(`${address}?X-Amz-Expires=${DAY}`, {
        aws: { signQuery: true, datetime: '20130524T000000Z' },
      })
      expect(judged(link, { keys: SESSION })).toBe('accepted')
      expect(signatureIn(link)).toBe(signatureIn(theirs.url))
    }),
  )
})

test('a link whose any part was changed is refused', () => {
  const link = signed(SESSION)
  const changed: [what: string, link: string, code: string][] = [
    ['path', link.replace('test.txt', 'tesu.txt'), 'SignatureDoesNotMatch'],
    ['host', link.replace('examplebucket.', 'otherbucket.'), 'SignatureDoesNotMatch'],
    ['lifetime', link.replace('Expires=86400', 'Expires=86401'), 'SignatureDoesNotMatch'],
    ['date', link.replaceAll('20130524T000000Z', '20130524T000001Z'), 'SignatureDoesNotMatch'],
    ['day', link.replaceAll('20130524', '20130523'), 'SignatureDoesNotMatch'],
    ['region', link.replace('us-east-1', 'us-east-2'), 'SignatureDoesNotMatch'],
    ['signature', link.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'SignatureDoesNotMatch'],
    ['shorter signature', link.replace(/.$/, ''), 'SignatureDoesNotMatch'],
    ['one parameter more', `${link}&versionId=2`, 'SignatureDoesNotMatch'],
    ['one parameter twice', `${link}&X-Amz-Expires=1`, 'InvalidArgument'],
    ['token', link.replace('Token=IQo', 'Token=IQp'), 'InvalidToken'],
    ['token dropped', link.replace(/X-Amz-Security-Token=[^&]*&/, ''), 'InvalidToken'],
    ['key', link.replace('ASIAIOS', 'ASIAIOT'), 'InvalidAccessKeyId'],
    ['algorithm', link.replace('SHA256', 'SHA1'), 'AuthorizationQueryParametersError'],
    ['headers', link.replace('SignedHeaders=host', 'SignedHeaders=host%3Bdate'), 'AccessDenied'],
  ]
  const found = changed.map(([what, forged]) => [what, judged(forged, { keys: SESSION })])
  expect(found).toEqual(changed.map(([what, , code]) => [what, code]))
  expect(judged(link, { keys: SESSION, method: 'HEAD' })).toBe('SignatureDoesNotMatch')
  expect(judged(link, { keys: SESSION })).toBe('accepted')
})

test('a link lives from its signing to the last second it names', () => {
  const end = SIGNED_AT + DAY * 1000
  expect(judged(signed(), { now: end })).toBe('accepted')
  expect(judged(signed(), { now: end + 1 })).toBe('AccessDenied')
  expect(judged(signed(), { now: SIGNED_AT - 15 * 60_000 })).toBe('accepted')
  expect(judged(signed(), { now: SIGNED_AT - 15 * 60_000 - 1 })).toBe('AccessDenied')
})

test('a date or lifetime S3 cannot read is refused before anything else', () => {
  const dates = ['', 'yesterday', '20131324T000000Z', '2013-05-24T00:00:00Z']
  const lifetimes = ['', '-1', 'abc', '604801', '1e3', '1000000000000']
  const links = [
    ...dates.map((date) => signed().replace('Date=20130524T000000Z', `Date=${date}`)),
    ...lifetimes.map((lifetime) => signed().replace('Expires=86400', `Expires=${lifetime}`)),
  ]
  expect(new Set(links.map((link) => judged(link)))).toEqual(new Set(['AuthorizationQueryParametersError']))
})
