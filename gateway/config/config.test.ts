import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { identifierKind } from '#contract/customer/identifier.ts'
import { defaultPolicy } from '#gateway/privacy/policy.ts'
import { ConfigMistakes, readConfig } from './config.ts'

const till = { CAPILLARY_TILL: 'till.one', CAPILLARY_TILL_PASSWORD: 'open sesame' }
const client = { CAPILLARY_KEY: 'the-key', CAPILLARY_SECRET: 'the-secret' }
const bucket = { PHOTO_ORIGINS: 'https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/' }
const url = { CAPILLARY_URL: 'https://eu.api.capillarytech.com', ...bucket }
const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const aKey = Buffer.alloc(32, 3).toString('base64url')
const publicly = { HOST: '0.0.0.0', SESSION_KEYS: aKey }

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
    allowedHosts: [],
    logLevel: 'info',
    vendor: { kind: 'sandbox', signInSetting: { signIn: 'till' } },
    photoOrigins: [],
    photoMaxBytes: 8_000_000,
    storeRules: { country: 'IN', kinds: identifierKind.options },
    keeping: { store: { kind: 'embedded' } },
    policy: { policy: defaultPolicy },
    local: { currency: 'INR' },
    enrolFields: [],
    shopTills: new Map(),
    fieldLabels: {},
    keepsShell: true,
    pos: { origins: [], apiKeys: [], keepDays: 30, receiptMinutes: 15 },
    trustedProxies: ['loopback'],
    shutdownDelay: 0,
    sessionLimits: { hideAfter: 90, lockAfter: 300, lockKeep: 5, idle: 1800, longest: 43_200 },
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

test('a folder of data may hold the folder in which the gateway was started', () => {
  expect(readConfig({ DATA_DIR: path.dirname(process.cwd()) }).keepAnchor).toBeUndefined()
})

test('every variable is read', () => {
  expect(
    readConfig({
      ...url,
      ...client,
      PORT: '3000',
      HOST: '::1',
      LOG_LEVEL: 'warn',
      PHOTO_ORIGINS: 'https://*.amazonaws.com  https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/',
      PHOTO_MAX_BYTES: '1000000',
      STORE_COUNTRY: 'ae',
      MANAGER_TILLS: ' Till.Office=till.One,till.3  till.two ',
      SIGN_IN: 'none',
      SESSION_KEYS: keys.map((key) => key.toString('base64url')).join(' '),
      DATABASE_URL: 'postgres://user:password@db.example/countersign',
      HIDE_AFTER: '45',
      LOCK_AFTER: '60',
      LOCK_KEEP: '10',
      SESSION_IDLE: '20',
      SESSION_MAX: '8',
      POS_ORIGINS: 'https://pos.example.com http://localhost:9000',
      API_KEYS: `${'a'.repeat(32)} ${'b'.repeat(40)}`,
      VERIFICATION_KEEP: '7',
      RECEIPT_VALID: '30',
      METRICS_PORT: '9464',
      SHUTDOWN_DELAY: '8',
      SERVICE_WORKER: ' off ',
      METRICS_HOST: '10.0.0.5',
      ALLOWED_HOSTS: 'Till.example.com shop.example.com',
      TRUSTED_PROXIES: '10.42.0.0/16  2001:db8::7',
      STORE_TIME_ZONE: ' Asia/Dubai ',
      STORE_CURRENCY: 'aed',
      SPEAK_NAMES: 'no',
      ENROL_FIELDS: ' email  extended.gender ',
    }),
  ).toEqual({
    port: 3000,
    host: '::1',
    allowedHosts: ['till.example.com', 'shop.example.com'],
    logLevel: 'warn',
    vendor: {
      kind: 'capillary',
      url: 'https://eu.api.capillarytech.com',
      access: { signIn: 'none', credentials: { kind: 'oauth', key: 'the-key', secret: 'the-secret' } },
    },
    photoOrigins: [
      { protocol: 'https:', host: '*.amazonaws.com', port: '', pathPrefix: '/' },
      { protocol: 'https:', host: 's3-eu-west-1.amazonaws.com', port: '', pathPrefix: '/fs.capillary.eu/' },
    ],
    photoMaxBytes: 1_000_000,
    storeRules: { country: 'AE', kinds: identifierKind.options },
    keeping: {
      store: { kind: 'server', url: 'postgres://user:password@db.example/countersign' },
      sessionKeys: keys,
    },
    policy: { policy: defaultPolicy },
    managerTills: ['till.office', 'till.two'],
    pos: {
      origins: ['https://pos.example.com', 'http://localhost:9000'],
      apiKeys: ['a'.repeat(32), 'b'.repeat(40)],
      keepDays: 7,
      receiptMinutes: 30,
    },
    metrics: { host: '10.0.0.5', port: 9464 },
    trustedProxies: ['loopback', '10.42.0.0/16', '2001:db8::7'],
    keepsShell: false,
    local: { timeZone: 'Asia/Dubai', currency: 'AED', namesUnspoken: true },
    enrolFields: ['email', 'extended.gender'],
    shopTills: new Map([
      ['till.office', ['till.one', 'till.3']],
      ['till.two', []],
    ]),
    fieldLabels: {},
    shutdownDelay: 8,
    sessionLimits: { hideAfter: 45, lockAfter: 60, lockKeep: 10, idle: 1200, longest: 28_800 },
  })
})

test('a till’s credentials make a till of the gateway', () => {
  expect(readConfig({ ...url, ...till }).vendor).toEqual({
    kind: 'capillary',
    url: 'https://eu.api.capillarytech.com',
    access: {
      signIn: 'none',
      credentials: { kind: 'till', code: 'till.one', password: 'open sesame' },
    },
  })
})

test('a vendor without credentials of ours is called with those of whoever signs in', () => {
  const signingIn = { kind: 'capillary', url: 'https://eu.api.capillarytech.com', access: { signIn: 'till' } }
  expect(readConfig(url).vendor).toEqual(signingIn)
  expect(readConfig({ ...url, ...publicly, SIGN_IN: 'till' }).vendor).toEqual(signingIn)
})

test('the sandbox can do without sign-in, on this machine', () => {
  expect(readConfig({ SIGN_IN: 'none' }).vendor).toEqual({
    kind: 'sandbox',
    signInSetting: { signIn: 'none' },
  })
})

test('what is kept stays in its folder where it is given one', () => {
  expect(readConfig({ DATA_DIR: ' /var/lib/countersign ' }).keeping).toEqual({
    store: { kind: 'embedded', folder: '/var/lib/countersign' },
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
    'PHOTO_ORIGINS PHOTO_MAX_BYTES STORE_COUNTRY STORE_RULES SIGN_IN SESSION_KEYS DATABASE_URL ' +
    'HIDE_AFTER LOCK_AFTER LOCK_KEEP SESSION_IDLE SESSION_MAX STORE_TIME_ZONE STORE_CURRENCY SPEAK_NAMES FIELD_LABELS SERVICE_WORKER'
  ).split(' ')
  for (const name of names) expect(mistakesIn({ [name]: secret })).not.toEqual([])
  const all = mistakesIn({ ...Object.fromEntries(names.map((name) => [name, secret])), HOST: `${secret} !` })
  expect(all.length).toBeGreaterThanOrEqual(6)
  expect(all.join()).not.toContain('hunter2')
  const withUser = mistakesIn({
    ...till,
    ...bucket,
    CAPILLARY_URL: `https://user:${secret}@eu.api.capillarytech.com`,
  })
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
  expect(mistakesIn({ ...till, ...bucket, CAPILLARY_URL: written })).toEqual([
    expect.stringContaining('CAPILLARY_URL must be'),
  ])
})

test.each([
  'http://localhost:9000',
  'http://127.0.0.1:9000',
  'http://[::1]:9000',
  'https://eu.api.capillarytech.com/',
])('%s is one', (written) => {
  expect(mistakesIn({ ...till, ...bucket, CAPILLARY_URL: written })).toEqual([])
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
  ['no sign-in and no credentials', { ...url, SIGN_IN: 'none' }, 'CAPILLARY_URL needs credentials'],
  ['credentials without a vendor', client, 'no CAPILLARY_URL'],
  ['two kinds of credentials', { ...url, ...client, ...till }, 'not both'],
  [
    'no sign-in for all the world',
    { ...publicly, ...url, ...client, SIGN_IN: 'none' },
    'SIGN_IN=none lets in',
  ],
  ['credentials for all the world', { ...publicly, ...url, ...client }, 'set SIGN_IN=oidc'],
  ['sign-in and credentials', { ...url, ...till, SIGN_IN: 'till' }, 'remove CAPILLARY_KEY'],
  ['a way to sign in that there is not', { ...url, SIGN_IN: 'saml' }, 'SIGN_IN must be till, oidc or none'],
  ['a public gateway without keys', { HOST: '0.0.0.0' }, 'SESSION_KEYS must be set'],
  ['a shared database without keys', { DATABASE_URL: 'postgres://db/x' }, 'SESSION_KEYS must be set'],
  ['half a key', { SESSION_KEYS: `${aKey} ${aKey.slice(20)}` }, 'SESSION_KEYS must be keys'],
  [
    'two places to keep things',
    { SESSION_KEYS: aKey, DATABASE_URL: 'postgres://db/x', DATA_DIR: '.' },
    'not both',
  ],
  ['another kind of database', { SESSION_KEYS: aKey, DATABASE_URL: 'mysql://db/x' }, 'DATABASE_URL must be'],
  [
    'a vendor without a bucket',
    { ...till, CAPILLARY_URL: url.CAPILLARY_URL },
    'CAPILLARY_URL needs PHOTO_ORIGINS',
  ],
  ['an anchor without its whole path', { AUDIT_ANCHOR: 'anchors' }, 'AUDIT_ANCHOR must be'],
  [
    'an anchor that anybody can read on its way',
    { AUDIT_ANCHOR: 'http://log.example/' },
    'AUDIT_ANCHOR must be',
  ],
  [
    'an anchor beside the record',
    { DATA_DIR: '/var/lib/countersign', AUDIT_ANCHOR: '/var/lib/countersign/anchors' },
    'AUDIT_ANCHOR must not lie in DATA_DIR',
  ],
  ['a hiding too soon', { HIDE_AFTER: '29' }, 'HIDE_AFTER must be a whole number from 30 to 3600'],
  ['a lock too soon', { LOCK_AFTER: '29' }, 'LOCK_AFTER must be a whole number from 30 to 3600'],
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

test.each(['India', 'I', '91', 'UK', 'XX', 'I N'])('%s is no country of a store', (STORE_COUNTRY) => {
  expect(mistakesIn({ STORE_COUNTRY })).toEqual([expect.stringContaining('STORE_COUNTRY must be')])
})

/** A file of store rules that is gone at the end of the block. */
async function rulesFile(text: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-rules-'))
  const file = path.join(folder, 'rules.json')
  await writeFile(file, text)
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('the rules of a store come from its file, the country from there or from its own variable', async () => {
  const rules = { kinds: ['cardNumber', 'mobile'], cardNumber: { prefix: '99', lengths: [10] } }
  await using without = await rulesFile(JSON.stringify(rules))
  await using within = await rulesFile(JSON.stringify({ ...rules, country: 'SG' }))
  const read = (env: Record<string, string>) => readConfig(env).storeRules
  expect(read({ STORE_RULES: without.file })).toEqual({ ...rules, country: 'IN' })
  expect(read({ STORE_RULES: without.file, STORE_COUNTRY: 'GB' })).toEqual({ ...rules, country: 'GB' })
  expect(read({ STORE_RULES: within.file })).toEqual({ ...rules, country: 'SG' })
  expect(read({ STORE_RULES: within.file, STORE_COUNTRY: 'SG' })).toEqual({ ...rules, country: 'SG' })
  expect(mistakesIn({ STORE_RULES: within.file, STORE_COUNTRY: 'IN' })).toEqual([
    expect.stringContaining('differ about the country'),
  ])
})

test.each([
  ['no JSON', '{', 'holds no JSON object'],
  ['a list', '[]', 'holds no JSON object'],
  ['a word', '"hunter2"', 'holds no JSON object'],
  ['an unknown rule', '{"cards":{}}', 'a mistake at "cards"'],
  ['an unsafe pattern', '{"cardNumber":{"pattern":"(hunter2+)+"}}', 'a mistake at "cardNumber.pattern"'],
  ['an unknown kind', '{"kinds":["mobile","fax"]}', 'a mistake at "kinds.1"'],
  ['no country', '{"country":"XX"}', 'a mistake at "country"'],
])(
  'a file of rules with %s is one mistake, which names the place and not the value',
  async (_what, text, words) => {
    await using rules = await rulesFile(text)
    const mistakes = mistakesIn({ STORE_RULES: rules.file })
    expect(mistakes).toEqual([expect.stringMatching(/^STORE_RULES names a file/)])
    expect(mistakes.join()).toContain(words)
    expect(mistakes.join()).not.toMatch(/hunter2|fax|countersign-rules/)
  },
)

test('the labels of fields come from the file that FIELD_LABELS names', async () => {
  const labels = { city: { en: 'Town', hi: 'शहर' } }
  await using named = await rulesFile(JSON.stringify(labels))
  expect(readConfig({ FIELD_LABELS: named.file }).fieldLabels).toEqual(labels)
})

test.each([{ city: 'Town' }, { city: { en: 1 } }, { city: { xx: 'Town' } }])(
  '%j are no labels of fields',
  async (labels) => {
    await using named = await rulesFile(JSON.stringify(labels))
    expect(mistakesIn({ FIELD_LABELS: named.file })).toEqual([
      expect.stringMatching(/^FIELD_LABELS names a file that is not of the form/),
    ])
  },
)

test.each(['/nowhere/rules.json', '/'])('%s is no file of rules', (STORE_RULES) => {
  expect(mistakesIn({ STORE_RULES })).toEqual([expect.stringMatching(/^STORE_RULES must be the path/)])
})

test('a policy file is read where one is named, and its mistakes stop the start', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-'))
  const file = path.join(folder, 'policy.json')
  await writeFile(file, '{ "reveal": { "seconds": 20, "perHour": 5 } }')
  expect(readConfig({ POLICY: file }).policy).toMatchObject({
    file,
    policy: { reveal: { seconds: 20, perHour: 5 } },
  })
  await writeFile(file, '{\n  "reveal": {\n    "seconds": 2\n  }\n}')
  expect(mistakesIn({ POLICY: file })).toEqual([
    expect.stringMatching(/^Line 3 of POLICY: "reveal\.seconds"/),
  ])
  expect(mistakesIn({ POLICY: `${file}.none` })).toEqual([expect.stringContaining('POLICY must be the path')])
  await rm(folder, { recursive: true })
})

test.each([
  ['POS_ORIGINS', 'https://pos.example.com/till'],
  ['POS_ORIGINS', 'https://*.example.com'],
  ['POS_ORIGINS', 'http://pos.example.com'],
  ['POS_ORIGINS', 'null'],
  ['API_KEYS', 'short'],
  ['API_KEYS', `${'a'.repeat(32)} ${'"'.repeat(40)}`],
  ['VERIFICATION_KEEP', '0'],
  ['RECEIPT_VALID', '0'],
  ['ENROL_FIELDS', 'email name'],
  ['ENROL_FIELDS', 'extended.'],
  ['RECEIPT_VALID', '1441'],
  ['VERIFICATION_KEEP', 'for ever'],
])('%s=%s is refused in words', (name, value) => {
  expect(mistakesIn({ [name]: value })).toEqual([expect.stringContaining(name)])
})
