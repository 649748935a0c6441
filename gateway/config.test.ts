import { expect, test } from 'vitest'
import { ConfigMistakes, readConfig } from './config.ts'

const till = { CAPILLARY_TILL: 'till.one', CAPILLARY_TILL_PASSWORD: 'open sesame' }
const client = { CAPILLARY_KEY: 'the-key', CAPILLARY_SECRET: 'the-secret' }
const url = { CAPILLARY_URL: 'https://eu.api.capillarytech.com' }

function mistakesIn(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (fault) {
    if (fault instanceof ConfigMistakes) return fault.mistakes
    throw fault
  }
  return []
}

test('an empty environment runs the sandbox on this machine only', () => {
  expect(readConfig({})).toEqual({
    port: 8080,
    host: '127.0.0.1',
    logLevel: 'info',
    vendor: { kind: 'sandbox' },
    photoOrigins: [{ protocol: 'https:', host: '*.amazonaws.com', port: '', pathPrefix: '/' }],
    photoMaxBytes: 8_000_000,
  })
})

test('a variable left blank is not set', () => {
  const blank = Object.fromEntries(
    ['PORT', 'HOST', 'LOG_LEVEL', 'PHOTO_ORIGINS', 'PHOTO_MAX_BYTES', 'CAPILLARY_URL', 'CAPILLARY_KEY'].map(
      (name) => [name, name === 'HOST' ? '' : '  '],
    ),
  )
  expect(readConfig(blank)).toEqual(readConfig({}))
})

test('every variable is read', () => {
  expect(
    readConfig({
      ...url,
      ...client,
      PORT: '3000',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'warn',
      PHOTO_ORIGINS: 'https://*.amazonaws.com  https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/',
      PHOTO_MAX_BYTES: '1000000',
    }),
  ).toEqual({
    port: 3000,
    host: '0.0.0.0',
    logLevel: 'warn',
    vendor: {
      kind: 'capillary',
      url: 'https://eu.api.capillarytech.com',
      credentials: { kind: 'oauth', key: 'the-key', secret: 'the-secret' },
    },
    photoOrigins: [
      { protocol: 'https:', host: '*.amazonaws.com', port: '', pathPrefix: '/' },
      { protocol: 'https:', host: 's3-eu-west-1.amazonaws.com', port: '', pathPrefix: '/fs.capillary.eu/' },
    ],
    photoMaxBytes: 1_000_000,
  })
})

test('a till’s credentials make a till of the gateway', () => {
  expect(readConfig({ ...url, ...till }).vendor).toEqual({
    kind: 'capillary',
    url: 'https://eu.api.capillarytech.com',
    credentials: { kind: 'till', code: 'till.one', password: 'open sesame' },
  })
})

test('three mistakes are told at once, each with the name of its variable', () => {
  const mistakes = mistakesIn({
    PORT: 'eighty',
    CAPILLARY_URL: 'http://eu.api.capillarytech.com',
    LOG_LEVEL: 'loud',
  })
  for (const name of ['PORT', 'CAPILLARY_URL', 'LOG_LEVEL'])
    expect(mistakes.filter((each) => each.startsWith(name))).not.toEqual([])
  expect(new ConfigMistakes(mistakes).message.split('\n').length).toBe(mistakes.length + 1)
})

test('no mistake quotes a value: it may be a secret in the wrong place', () => {
  const secret = 'hunter2-hunter2'
  const names = (
    'PORT LOG_LEVEL CAPILLARY_URL CAPILLARY_KEY CAPILLARY_SECRET CAPILLARY_TILL CAPILLARY_TILL_PASSWORD ' +
    'PHOTO_ORIGINS PHOTO_MAX_BYTES'
  ).split(' ')
  for (const name of names) expect(mistakesIn({ [name]: secret })).not.toEqual([])
  const all = mistakesIn({ ...Object.fromEntries(names.map((name) => [name, secret])), HOST: `${secret} !` })
  expect(all.length).toBeGreaterThanOrEqual(6)
  expect(all.join()).not.toContain('hunter2')
  const withUser = mistakesIn({ ...till, CAPILLARY_URL: `https://user:${secret}@eu.api.capillarytech.com` })
  expect(withUser).toHaveLength(1)
  expect(withUser.join()).not.toContain('hunter2')
})

test.each([
  ['http://eu.api.capillarytech.com'],
  ['http://10.0.0.1'],
  ['http://localhost.example.com'],
  ['ftp://eu.api.capillarytech.com'],
  ['eu.api.capillarytech.com'],
  ['https://eu.api.capillarytech.com/v2'],
  ['https://eu.api.capillarytech.com/?a=b'],
  ['https://user@eu.api.capillarytech.com'],
])('%s is no address of a vendor', (written) => {
  expect(mistakesIn({ ...till, CAPILLARY_URL: written })).toEqual([
    expect.stringContaining('CAPILLARY_URL must be'),
  ])
})

test.each([
  'http://localhost:9000',
  'http://127.0.0.1:9000',
  'http://[::1]:9000',
  'https://eu.api.capillarytech.com/',
])('%s is one', (written) => {
  expect(mistakesIn({ ...till, CAPILLARY_URL: written })).toEqual([])
})

test.each([
  [
    'a key without its secret',
    { ...url, CAPILLARY_KEY: 'k' },
    'CAPILLARY_KEY and CAPILLARY_SECRET go together',
  ],
  [
    'a secret without its key',
    { ...url, CAPILLARY_SECRET: 's' },
    'CAPILLARY_KEY and CAPILLARY_SECRET go together',
  ],
  ['a till without its password', { ...url, CAPILLARY_TILL: 't' }, 'CAPILLARY_TILL_PASSWORD go together'],
  [
    'a password without its till',
    { ...url, CAPILLARY_TILL_PASSWORD: 'p' },
    'CAPILLARY_TILL_PASSWORD go together',
  ],
  ['a vendor without credentials', url, 'CAPILLARY_URL needs credentials'],
  ['credentials without a vendor', client, 'no CAPILLARY_URL'],
  ['two kinds of credentials', { ...url, ...client, ...till }, 'not both'],
])('%s is one mistake', (_what, env, words) => {
  expect(mistakesIn(env)).toEqual([expect.stringContaining(words)])
})

test.each(['-1', '65536', '8080.5', '0x50', '1e3', '99999999999999999999', 'http'])(
  '%s is no port',
  (PORT) => {
    expect(mistakesIn({ PORT })).toEqual(['PORT must be a whole number from 0 to 65535.'])
  },
)

test.each(['9999', '50000001', '8MB'])('%s is no cap for photos', (PHOTO_MAX_BYTES) => {
  expect(mistakesIn({ PHOTO_MAX_BYTES })).toHaveLength(1)
})

test.each([
  '*',
  'https://*',
  'https://*.com',
  'https://s3.*.amazonaws.com',
  'http://s3.amazonaws.com',
  'http://169.254.169.254',
  'file:///',
  'https://s3.amazonaws.com/bucket',
  'https://user@s3.amazonaws.com',
  'https://s3.amazonaws.com/?x',
  'https://*.amazonaws.com nonsense',
])('photos may not be fetched from %s', (PHOTO_ORIGINS) => {
  expect(mistakesIn({ PHOTO_ORIGINS })).toEqual([expect.stringContaining('PHOTO_ORIGINS must be')])
})
