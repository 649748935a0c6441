import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { openSandbox, type Sandbox } from '#sandbox/sandbox.ts'
import { basic } from '#gateway/capillary/credentials.ts'
import { openStore } from '#gateway/db/open-store.ts'
import { findPostgres, startPostgres } from '#test/support/postgres-server.ts'
import { runDoctor } from './doctor.ts'

type Change = { env?: Record<string, string>; args?: string[]; password?: string }

const environmentOf = ({ apiUrl, photoOrigin, till }: Sandbox) => ({
  CAPILLARY_URL: apiUrl,
  PHOTO_ORIGINS: `${photoOrigin}/fs.capillary.eu/`,
  CAPILLARY_TILL: till.code,
  CAPILLARY_TILL_PASSWORD: till.password,
  DATA_DIR: tmpdir(),
})

/** Runs the doctor for a customer of a sandbox. */
async function examine(sandbox: Sandbox, customer: number | string, change: Change = {}) {
  const lines: string[] = []
  let bundle = ''
  const code = await runDoctor(
    ['--customer', String(customer), '--bundle', 'bundle.json', ...(change.args ?? [])],
    { ...environmentOf(sandbox), ...change.env },
    {
      out: (line) => lines.push(line),
      readPassword: async () => change.password ?? '',
      writeBundle: async (_file, content) => {
        bundle = content
      },
    },
  )
  return { code, lines, text: lines.join('\n'), bundle }
}

const ADITI = 565_039_505

test('an installation in which all is well is told so, a sentence a line, and nothing is written', async () => {
  await using sandbox = await openSandbox()
  const { code, lines, text } = await examine(sandbox, ADITI)
  expect(lines.filter((line) => line.startsWith('!'))).toEqual([])
  expect(code).toBe(0)
  for (const line of lines) expect(line).toMatch(/^[✓-] {2}\S.*(\.|\/)$/)
  for (const told of [
    'The folder of the store can be read and written.',
    'The clock of this machine agrees with that of the platform.',
    'The sign-in of the till is allowed and readable',
    'The look-up with all data by mobile is allowed and readable',
    'Reading one-time codes by mobile is not allowed, as it should be (HTTP 403, error 4000).',
    `PHOTO_ORIGINS admits the host of the photo: ${sandbox.photoOrigin}/fs.capillary.eu/`,
    'The link of the photo is of the kind S3 and lives for 359',
    'The photo is fetched and shown: image/jpeg',
    'A guess: an unknown id is HTTP 200 with error 8015 – holds.',
    'A guess: the call by id embeds points and tiers as the call by identifier does – holds.',
    'A guess: the list of staff marks the store of the till by `store_code` – holds.',
    'A guess: a search looks for nothing shorter than three characters – holds.',
    'A guess: the numbers of a refused code – not seen.',
  ])
    expect(text).toContain(told)
  expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})

test.each<[customer: number, told: string]>([
  [600_000_103, 'The customer has no photo'],
  [600_000_104, 'A photo is listed that cannot be shown: failed.'],
  [600_000_101, 'or an item that failed – holds.'],
  [600_000_203, 'The photo cannot be shown: photo_not_an_image.'],
  [600_000_206, 'The photo is fetched and shown: image/heic'],
  [600_000_213, 'which the gateway blanks before a till gets it.'],
  [600_000_302, 'is of the kind S3 and had ended before it came.'],
  [600_000_305, 'The photo cannot be shown: photo_expired.'],
  [600_000_314, 'does not say how long it lives'],
  [600_000_316, 'PHOTO_ORIGINS does not admit the host of the photo.'],
  [600_000_403, 'The photo cannot be shown: photo_gone.'],
  [600_000_501, 'The customer with the photo finds no such customer (HTTP 200, error 8015'],
  [600_000_504, 'says that the account was merged into another'],
  [
    600_000_508,
    'The customer with the photo is reached but not allowed: the access group needs "Customer: read"',
  ],
  [600_000_509, 'stands beside the data and not in `errors` – holds.'],
  [600_000_510, 'is the outer element of its XML – holds.'],
  [600_000_601, 'is answered that the platform is busy (HTTP 429'],
  [600_000_606, 'is answered that the platform is out of order (HTTP 503, error 4001'],
  [600_000_611, 'The customer with the photo got no answer (vendor_down'],
  [600_000_613, 'is answered with something that the contract cannot read (HTTP 200'],
  [600_000_701, 'answers about another customer'],
  [600_000_703, 'A photo is listed that cannot be shown: withheld.'],
  [600_000_811, 'these parts of it are not read:'],
  [600_000_903, '`entity` is a list of ids – holds.'],
  [565_040_022, 'a search ignores accents of Latin letters – holds.'],
  [600_000_502, '`errors` – does not hold: HTTP 404 with error 8015.'],
  [600_000_506, 'are HTTP 200 with their code in `errors` – holds.'],
  [600_001_005, 'own label stands the fixed word ACTIVE – holds.'],
  [600_001_002, 'other than ACTIVE, SUSPENDED and DELETED – holds.'],
  [600_001_151, 'The call for points and tiers is allowed and readable'],
  [600_001_153, 'a customer in no programme has code 8089 – holds.'],
])('for the sentinel %i it says “…%s”', { timeout: 60_000 }, async (customer, told) => {
  await using sandbox = await openSandbox()
  expect((await examine(sandbox, customer)).text).toContain(told)
})

test.each<[what: string, switches: Parameters<Sandbox['control']>[0], told: string | RegExp]>([
  ['a right too many', { codeReading: 'allowed' }, 'Take "OTP: read" from the access group.'],
  [
    'a right too few',
    { customerDetails: 'denied' },
    'The look-up with all data by mobile is reached but not allowed',
  ],
  [
    'an older platform',
    { customerDetails: 'absent' },
    'The look-up with all data by mobile is not offered by this platform',
  ],
  [
    'a clock',
    { clockOffset: -600_000 },
    /The clock of this machine is 6\d\d seconds ahead of that of the platform\./,
  ],
  [
    'a refused till',
    { tills: 'revoked' },
    'The sign-in of the till is refused: the credentials are wrong or have ended',
  ],
  ['a failing part', { coupons: 'down' }, '!  The list of coupons'],
])('it finds %s', { timeout: 60_000 }, async (_what, switches, told) => {
  await using sandbox = await openSandbox()
  sandbox.control(switches)
  const { code, text } = await examine(sandbox, ADITI)
  expect(text).toMatch(told)
  expect(code).toBe(1)
})

test('who does not know PHOTO_ORIGINS yet is told its value, and no photo is fetched', async () => {
  await using sandbox = await openSandbox()
  const { code, text } = await examine(sandbox, ADITI, { env: { PHOTO_ORIGINS: '' } })
  expect(text).toContain(`set PHOTO_ORIGINS=${sandbox.photoOrigin}/fs.capillary.eu/`)
  expect(code).toBe(1)
  expect(sandbox.requests.filter(({ at }) => at === 'photos')).toEqual([])
})

test('an OAuth client is examined by its token, and a wrong one is told', async () => {
  await using sandbox = await openSandbox()
  const { key, secret } = sandbox.client
  const without = { CAPILLARY_TILL: '', CAPILLARY_TILL_PASSWORD: '', CAPILLARY_KEY: key }
  const right = await examine(sandbox, ADITI, { env: { ...without, CAPILLARY_SECRET: secret } })
  expect(right.text).toContain('The OAuth token is allowed and readable')
  expect(right.code).toBe(0)
  const wrong = await examine(sandbox, ADITI, { env: { ...without, CAPILLARY_SECRET: 'wrong' } })
  expect(wrong.text).toContain('The OAuth token is refused')
  expect(wrong.text).toContain('A guess: a wrong key pair has status 401 – holds.')
})

test('where tills sign in by themselves, the doctor asks for one and for its password', async () => {
  await using sandbox = await openSandbox()
  const env = { CAPILLARY_TILL: '', CAPILLARY_TILL_PASSWORD: '' }
  const without = await examine(sandbox, ADITI, { env })
  expect([without.code, without.text]).toEqual([2, expect.stringContaining('name a till with --till')])
  const { code, password } = sandbox.till
  const told = await examine(sandbox, ADITI, { env, args: ['--till', code], password })
  expect(told.text).toContain('The sign-in of the till is allowed and readable')
})

test('an environment with a mistake, without a platform or without a customer is not examined', async () => {
  await using sandbox = await openSandbox()
  const mistake = await examine(sandbox, ADITI, { env: { PORT: 'x' } })
  expect([mistake.code, mistake.text]).toEqual([2, expect.stringContaining('PORT must be')])
  const none = await examine(sandbox, ADITI, {
    env: { CAPILLARY_URL: '', CAPILLARY_TILL: '', CAPILLARY_TILL_PASSWORD: '', PHOTO_ORIGINS: '' },
  })
  expect([none.code, none.text]).toEqual([2, expect.stringContaining('CAPILLARY_URL is not set')])
  expect((await examine(sandbox, 'Aditi')).code).toBe(2)
  expect(sandbox.requests).toEqual([])
})

test('a store that is not reached, and a proxy that is not used, are told', async () => {
  await using sandbox = await openSandbox()
  const env = {
    DATA_DIR: '',
    DATABASE_URL: 'postgres://gateway:hunter2@127.0.0.1:1/none',
    SESSION_KEYS: 'A'.repeat(43),
    HTTPS_PROXY: 'http://proxy.example',
  }
  const { text } = await examine(sandbox, ADITI, { env })
  expect(text).toContain('The store at DATABASE_URL is not reached: ECONNREFUSED.')
  expect(text).toContain('HTTPS_PROXY is set, but the gateway does not use a proxy')
  expect(text).not.toContain('hunter2')
})

test.skipIf(findPostgres() === undefined)(
  'a store on a server is read and not touched: the gateway prepares it',
  async () => {
    await using sandbox = await openSandbox()
    const server = await startPostgres()
    try {
      const env = { DATA_DIR: '', DATABASE_URL: server.url, SESSION_KEYS: 'A'.repeat(43) }
      const empty = await examine(sandbox, ADITI, { env })
      expect(empty.text).toMatch(/The store is reached \(PostgreSQL .+\) and empty/)
      await (await openStore({ kind: 'server', url: server.url })).close()
      const prepared = await examine(sandbox, ADITI, { env })
      expect(prepared.text).toMatch(/✓ {2}The store is reached and prepared/)
    } finally {
      await server.stop()
    }
  },
)

/** Words of the platform itself, which say nothing of a customer. */
const vocabulary =
  /^(INSTORE|email|mobile|true|loyalty|customerImage|fixed|DESC|STORE|success|ASSOCIATE|ACTIVE|till|externalId|cardNumber)$/i

/** Every value of an answer that must not leave: texts and numbers of some length. */
function valuesIn(answer: unknown): string[] {
  if (typeof answer === 'object' && answer !== null) return Object.values(answer).flatMap(valuesIn)
  const written = String(answer)
  const isLong = typeof answer === 'string' ? written.length > 3 : written.length > 5
  return isLong && !vocabulary.test(written) ? [written] : []
}

/** What the platform told of a customer, its links and the staff, and the credentials. */
async function canariesOf({ apiUrl, photoOrigin, till, client }: Sandbox, customer: number) {
  const authorization = basic(till)
  const answers = await Promise.all(
    [
      `/v2/customers/${customer}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`,
      `/v2/customers/${customer}?source=INSTORE&embed=mlp,expirySchedules&gapToUpgrade=0`,
      `/v2/customers/${customer}/statusLog`,
      `/v2/customers/coupons?id=${customer}&status=ACTIVE_UNREDEEMED&limit=100&offset=0`,
      `/v2/customers/${customer}/transactions?limit=5&embed=BILL_STORE_DETAILS`,
      '/v1.1/store/login?format=json',
      '/v1.1/store/staff?format=json&type=ASSOCIATE',
    ].map(async (path): Promise<unknown> => {
      const answer = await fetch(apiUrl + path, { headers: { authorization } })
      return answer.json().catch(() => undefined)
    }),
  )
  const digest = createHash('md5').update(till.password).digest('hex')
  const credentials = [till.code, till.password, digest, authorization.slice(6), client.key, client.secret]
  return [
    ...answers.flatMap(valuesIn),
    ...credentials,
    String(customer),
    photoOrigin,
    apiUrl,
    'X-Amz',
    '314159',
  ]
}

test.each([ADITI, 565_040_002, 600_000_201, 600_000_801, 600_000_808, 600_000_811, 600_000_903, 600_001_157])(
  'neither a value of the customer %i nor a credential nor a link is in the bundle or on a line',
  { timeout: 60_000 },
  async (customer) => {
    await using sandbox = await openSandbox()
    sandbox.control({ codeReading: 'allowed' })
    const { bundle, lines } = await examine(sandbox, customer)
    const canaries = new Set(await canariesOf(sandbox, customer))
    expect(canaries.size).toBeGreaterThan(30)
    expect(JSON.parse(bundle)).toMatchObject({ calls: expect.any(Array), guesses: expect.any(Array) })
    expect([...canaries].filter((canary) => bundle.includes(canary))).toEqual([])
    const told = lines.filter((line) => !line.includes('PHOTO_ORIGINS')).join('\n')
    expect([...canaries].filter((canary) => told.includes(canary))).toEqual([])
  },
)

test('the doctor judges each guess that the sandbox marks, and no other', async () => {
  await using sandbox = await openSandbox()
  const readme = await readFile(new URL('../../../sandbox/README.md', import.meta.url), 'utf8')
  const [, marked = ''] = readme.split('## What is a guess')
  const bullets = marked.split('\n## ')[0]?.matchAll(/^- ((?:.|\n {2})+?)[;.]$/gm) ?? []
  const written = [...bullets].map(([, bullet = '']) => bullet.replaceAll(/\s+/g, ' '))
  const { lines } = await examine(sandbox, ADITI)
  const judged = lines.flatMap((line) => /A guess: (.*) – /.exec(line)?.[1] ?? [])
  expect(judged).toEqual(written)
})
