import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openIdentityProvider } from '#sandbox/identity-provider/identity-provider.ts'
import { readConfig } from '#gateway/config/config.ts'
import { openShop, sessionOf, withSession, type Shop } from '#test/support/shop.ts'

const publicUrl = 'http://127.0.0.1:8080'
const customer = '/customers/565039505'

type Trip = { location: string; cookies: string; session: string }

/** A shop whose associates sign in with an identity provider of its own. */
async function openCompanyShop(change: { roleClaim?: string; now?: () => number; issuer?: string } = {}) {
  const idp = await openIdentityProvider(publicUrl)
  const { issuer = idp.issuer, roleClaim = 'role', now } = change
  const shop = await openShop({
    signedIn: false,
    ...(now ? { now } : {}),
    vendor: {
      access: {
        signIn: 'oidc',
        credentials: { kind: 'till', code: 'till.demo', password: 'countersign-demo' },
        provider: {
          issuer,
          clientId: idp.clientId,
          publicUrl,
          scope: 'openid profile',
          roleClaim,
          roles: { associate: 'associate', manager: 'manager', officer: 'officer' },
        },
      },
    },
  })
  return {
    shop,
    idp,
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]()
      await idp.close()
    },
  }
}

/** Goes to the provider and signs in there. @returns the address to which the provider sends the browser back, and our cookies */
async function goAndReturn({ gateway }: Shop, person: string, session = '', to = customer): Promise<Trip> {
  const start = await gateway.inject({
    url: `/api/session/oidc?to=${encodeURIComponent(to)}`,
    headers: { ...withSession(session), 'sec-fetch-site': 'same-origin' },
  })
  const cookies = start.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return { location: await walkProvider(start.headers.location ?? '', person), cookies, session }
}

/** Does what a browser does at the provider: follows redirects with its cookies, and picks a person. */
async function walkProvider(from: string, person: string): Promise<string> {
  const jar = new Map<string, string>()
  let next: { url: string; init: RequestInit } = { url: from, init: {} }
  for (let step = 0; step < 10; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next.url, { ...next.init, redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) {
      const body = new URLSearchParams({ person })
      next = { url: next.url, init: { method: 'POST', body } }
    } else {
      const url = new URL(location, next.url).href
      if (url.startsWith(publicUrl)) return url
      next = { url, init: {} }
    }
  }
  throw new Error('the provider leads in circles')
}

/** The request of a browser that the provider sends back. It comes from another site, so it lacks the session's cookie. */
const arrive = ({ gateway }: Shop, { location, cookies }: Pick<Trip, 'location' | 'cookies'>) =>
  gateway.inject({
    url: location.slice(publicUrl.length),
    headers: { cookie: cookies, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  })

const told = async ({ gateway }: Shop, cookies: string) =>
  (await gateway.inject({ url: '/api/session', headers: { cookie: cookies } })).json()

const cookiesOf = (answer: { cookies: { name: string; value: string }[] }) =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

async function signInAs(shop: Shop, person: string, session?: string) {
  const answer = await arrive(shop, await goAndReturn(shop, person, session))
  return { answer, session: sessionOf(answer) }
}

test('whoever the provider vouches for is signed in, and inherits no customer where nobody was signed in before', async () => {
  await using company = await openCompanyShop()
  const { answer, session } = await signInAs(company.shop, 'asha.verma')
  expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/' } })
  expect(await told(company.shop, `countersign-session=${session}`)).toMatchObject({
    state: 'open',
    signIn: 'oidc',
    who: { associate: { id: 'asha.verma', name: 'Asha Verma' }, role: 'associate', hasPin: false },
  })
  expect((await company.shop.customer(565039505, { session })).statusCode).toBe(200)
})

test('the role comes from the claim that is named, and who has none is not let in', async () => {
  await using company = await openCompanyShop()
  const manager = await signInAs(company.shop, 'margarida.sousa')
  expect(await told(company.shop, `countersign-session=${manager.session}`)).toMatchObject({
    who: { role: 'manager' },
  })
  const { answer, session } = await signInAs(company.shop, 'otto.brandt')
  expect(session).toBe('')
  expect(await told(company.shop, cookiesOf(answer))).toMatchObject({ state: 'signed-out', fault: 'no_role' })

  await using elsewhere = await openCompanyShop({ roleClaim: 'realm_access.roles' })
  const other = await signInAs(elsewhere.shop, 'margarida.sousa')
  expect(await told(elsewhere.shop, cookiesOf(other.answer))).toMatchObject({ fault: 'no_role' })
})

test('the request to the provider has state, nonce and a challenge of its own, and asks for a fresh sign-in', async () => {
  await using company = await openCompanyShop()
  const starts = await Promise.all(
    [1, 2].map(() => company.shop.gateway.inject({ url: '/api/session/oidc' })),
  )
  const [one, other] = starts.map(({ headers }) => new URL(headers.location ?? '').searchParams)
  expect(Object.fromEntries(one ?? [])).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${publicUrl}/api/session/oidc/callback`,
    prompt: 'login',
  })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(one?.get(name)).not.toBe(other?.get(name))
})

test('a way back is good once, in the browser it began in, and for a few minutes', async () => {
  let now = Date.now()
  await using company = await openCompanyShop({ now: () => now })
  const { shop } = company
  const trip = await goAndReturn(shop, 'asha.verma')
  const elsewhere = await arrive(shop, { ...trip, cookies: '' })
  expect(sessionOf(elsewhere)).toBe('')
  expect(await told(shop, cookiesOf(elsewhere))).toMatchObject({ fault: 'too_late' })

  const another = await goAndReturn(shop, 'asha.verma')
  const crossed = await arrive(shop, { ...trip, cookies: another.cookies })
  expect(sessionOf(crossed)).toBe('')
  expect(await told(shop, cookiesOf(crossed))).toMatchObject({ fault: 'sign_in_failed' })

  expect(sessionOf(await arrive(shop, trip))).not.toBe('')
  const replayed = await arrive(shop, trip)
  expect(sessionOf(replayed)).toBe('')
  expect(await told(shop, cookiesOf(replayed))).toMatchObject({ fault: 'sign_in_failed' })

  now += 11 * 60_000
  const late = await arrive(shop, another)
  expect(await told(shop, cookiesOf(late))).toMatchObject({ fault: 'too_late' })
})

test('a fault is told once, and any that is not of ours is not repeated', async () => {
  await using company = await openCompanyShop()
  const { gateway } = company.shop
  const cookie = 'countersign-refusal=no_role'
  const first = await gateway.inject({ url: '/api/session', headers: { cookie } })
  expect(first.json()).toMatchObject({ fault: 'no_role' })
  expect(first.cookies).toMatchObject([{ name: 'countersign-refusal', value: '', maxAge: 0 }])
  expect(await told(company.shop, 'countersign-refusal=call_0900')).not.toHaveProperty('fault')
})

test.each([
  ['cancels', '', 'cancelled'],
  ['is unknown', 'nobody', 'cancelled'],
])('whoever %s at the provider is told so', async (_, person, fault) => {
  await using company = await openCompanyShop()
  const { answer } = await signInAs(company.shop, person)
  expect(answer).toMatchObject({ statusCode: 303, headers: { location: customer } })
  expect(await told(company.shop, cookiesOf(answer))).toMatchObject({ state: 'signed-out', fault })
})

test('a clock that is wrong is told to be, and not taken for the person’s fault', async () => {
  await using company = await openCompanyShop({ now: () => Date.now() + 12 * 60_000 })
  const { answer } = await signInAs(company.shop, 'asha.verma')
  expect(await told(company.shop, cookiesOf(answer))).toMatchObject({ fault: 'clock_off' })
})

test('half a minute more than a token’s ten minutes keeps nobody out', async () => {
  await using company = await openCompanyShop({ now: () => Date.now() + 10.5 * 60_000 })
  expect((await signInAs(company.shop, 'asha.verma')).session).not.toBe('')
})

test('a provider that is down is told to be, before and after the way to it, and asked again the next time', async () => {
  await using company = await openCompanyShop()
  const trip = await goAndReturn(company.shop, 'asha.verma')
  await company.idp.close()
  const back = await arrive(company.shop, trip)
  expect(await told(company.shop, cookiesOf(back))).toMatchObject({ fault: 'provider_down' })

  await using later = await openCompanyShop({ issuer: company.idp.issuer })
  const start = await later.shop.gateway.inject({ url: '/api/session/oidc' })
  expect(start).toMatchObject({ statusCode: 303, headers: { location: '/' } })
  expect(await told(later.shop, cookiesOf(start))).toMatchObject({ fault: 'provider_down' })
  await using revived = await openIdentityProvider(publicUrl, Number(new URL(company.idp.issuer).port))
  expect((await later.shop.gateway.inject({ url: '/api/session/oidc' })).headers.location).toContain(
    revived.issuer,
  )
})

const handOver = `/hand-over?code=${'a'.repeat(43)}`

test('an address that is no customer’s is kept on the way to the provider and back', async () => {
  await using company = await openCompanyShop()
  const trip = await goAndReturn(company.shop, 'asha.verma', '', handOver)
  expect((await arrive(company.shop, trip)).headers.location).toBe(handOver)
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/customers/1?x', '/api/session'])(
  'the way back never leads to %s',
  async (to) => {
    await using company = await openCompanyShop()
    const trip = await goAndReturn(company.shop, 'asha.verma', '', to)
    expect((await arrive(company.shop, trip)).headers.location).toBe('/')
  },
)

test('no page of another site can start a sign-in', async () => {
  await using company = await openCompanyShop()
  const start = await company.shop.gateway.inject({
    url: '/api/session/oidc',
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(start.statusCode).toBe(403)
})

test('signing in again ends the session before; the same person keeps the customer, another one does not', async () => {
  await using company = await openCompanyShop()
  const { shop } = company
  const first = await signInAs(shop, 'asha.verma')
  const again = await signInAs(shop, 'asha.verma', first.session)
  expect(again.answer.headers.location).toBe(customer)
  expect((await shop.customer(565039505, { session: first.session })).statusCode).toBe(401)
  const other = await signInAs(shop, 'margarida.sousa', again.session)
  expect(other.answer.headers.location).toBe('/')
  expect((await shop.customer(565039505, { session: again.session })).statusCode).toBe(401)
})

test('a PIN can be chosen after the sign-in, and unlocks', async () => {
  await using company = await openCompanyShop()
  const { shop } = company
  const { session } = await signInAs(shop, 'asha.verma')
  expect((await shop.post('/api/session/pin', { pin: '12' }, { session })).statusCode).toBe(400)
  const chosen = await shop.post('/api/session/pin', { pin: '2468' }, { session })
  expect(chosen.json()).toMatchObject({ who: { hasPin: true } })
  await shop.post('/api/session/lock', {}, { session })
  expect((await shop.post('/api/session/pin', { pin: '1111' }, { session })).statusCode).toBe(423)
  expect((await shop.post('/api/session/unlock', {}, { session })).statusCode).toBe(400)
  const unlocked = await shop.post('/api/session/unlock', { pin: '2468' }, { session })
  expect(unlocked.json()).toMatchObject({ state: 'open' })
})

test('nobody signs in with a till’s password where the provider decides', async () => {
  await using company = await openCompanyShop()
  const till = { till: 'till.demo', password: 'countersign-demo' }
  expect((await company.shop.post('/api/session', till, { session: '' })).statusCode).toBe(404)
})

test('neither log nor address of any answer has code, state or name', async () => {
  await using company = await openCompanyShop()
  const trip = await goAndReturn(company.shop, 'asha.verma')
  await arrive(company.shop, trip)
  const code = new URL(trip.location).searchParams.get('code') ?? ''
  const log = company.shop.logLines.join('\n')
  expect(log).toContain('signed in')
  for (const secret of [code, 'Asha']) expect(log).not.toContain(secret)
})

const oidc = {
  SIGN_IN: 'oidc',
  OIDC_ISSUER: 'https://login.example.com/realms/shop',
  OIDC_CLIENT_ID: 'countersign',
  PUBLIC_URL: 'https://countersign.example.com',
  SESSION_KEYS: randomBytes(32).toString('base64url'),
}

test('the provider is configured by the environment', () => {
  expect(readConfig(oidc).allowedHosts).toEqual(['countersign.example.com'])
  expect(readConfig(oidc).vendor).toMatchObject({
    kind: 'sandbox',
    signInSetting: { signIn: 'oidc', provider: { publicUrl: oidc.PUBLIC_URL, roleClaim: 'role' } },
  })
})

test.each([
  [{ OIDC_ISSUER: undefined }, 'SIGN_IN=oidc needs OIDC_ISSUER'],
  [{ OIDC_ISSUER: 'http://login.example.com' }, 'OIDC_ISSUER must be an https address'],
  [
    { PUBLIC_URL: 'https://countersign.example.com/app' },
    'PUBLIC_URL must be an https address without a path',
  ],
  [{ PUBLIC_URL: undefined }, 'SIGN_IN=oidc needs PUBLIC_URL'],
  [
    { CAPILLARY_URL: 'https://eu.api.capillarytech.com', PHOTO_ORIGINS: 'https://photos.example' },
    'CAPILLARY_URL needs credentials',
  ],
])('a gateway does not start with %o', (change, words) => {
  expect(() => readConfig({ ...oidc, ...change })).toThrow(words)
})
