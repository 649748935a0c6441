import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { readPhotoOrigin } from './photo-origins.ts'
import { PrivateAddress, publicLookup } from './public-addresses.ts'

const origins = ['https://*.photos.example', 'https://named.photos.example'].flatMap(
  (each) => readPhotoOrigin(each) ?? [],
)

/** Resolves a name to addresses, by the gateway's own lookup. */
const lookUp = (host: string, addresses: string[], all = true) =>
  new Promise<string | LookupAddress[]>((resolve, reject) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    publicLookup(origins, (_host, _options, done) => done(null, found))(host, { all }, (fault, address) =>
      fault === null ? resolve(address) : reject(fault),
    )
  })

test.each([
  ['127.0.0.1'],
  ['10.1.2.3'],
  ['172.31.255.1'],
  ['192.168.1.1'],
  ['169.254.169.254'],
  ['100.64.0.1'],
  ['0.0.0.0'],
  ['::1'],
  ['::'],
  ['fd00::1'],
  ['fe80::1'],
  ['::ffff:10.0.0.1'],
])('a host of a wildcard that resolves to %s is not connected to, unless it is named', async (address) => {
  await expect(lookUp('a.photos.example', ['52.218.0.1', address])).rejects.toBeInstanceOf(PrivateAddress)
  expect(await lookUp('named.photos.example', [address])).toMatchObject([{ address }])
})

test('a host with public addresses is connected to', async () => {
  expect(await lookUp('a.photos.example', ['52.218.0.1', '2a05:d000::1'])).toHaveLength(2)
  expect(await lookUp('a.photos.example', ['52.218.0.1'], false)).toBe('52.218.0.1')
})
