import { createSign, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openIdentityProvider, type Checks, type SignInRefused } from './identity-provider.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)

/** A provider that knows no more than the standard asks for, and says of itself what the test says. */
async function playProvider(configuration: object, claims: object, fault?: object) {
  const asked: { authorization: string | undefined; form: URLSearchParams }[] = []
  let nonce = ''
  const idToken = (issuer: string) => {
    const times = { iat: now(), exp: now() + 300 }
    const told = {
      iss: issuer,
      aud: 'countersign',
      sub: 'asha',
      role: 'associate',
      nonce,
      ...times,
      ...claims,
    }
    const signed = `${encoded({ alg: 'RS256', kid: 'k' })}.${encoded(told)}`
    return `${signed}.${createSign('sha256').update(signed).sign(pair.privateKey, 'base64url')}`
  }
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const issuer = `http://${request.headers.host}`
    const answer = async () => {
      if (request.url === '/jwks')
        return { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'k' }] }
      if (request.url !== '/token') {
        const endpoints = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` }
        return { issuer, ...endpoints, jwks_uri: `${issuer}/jwks`, ...configuration }
      }
      const { authorization } = request.headers
      asked.push({ authorization, form: new URLSearchParams(await text(request)) })
      return fault ?? { access_token: 'a', token_type: 'Bearer', id_token: idToken(issuer) }
    }
    const body = JSON.stringify(await answer())
    const status = body.startsWith('{"error"') ? 401 : 200
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }
  const server = createServer((request, response) => void respond(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const provider = openIdentityProvider(
    {
      issuer: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      clientId: 'countersign',
      clientSecret: 'a secret',
      publicUrl: 'http://127.0.0.1:8080',
      scope: 'openid',
      roleClaim: 'role',
      roles: { associate: 'associate', manager: 'manager', officer: 'officer' },
    },
    Date.now,
  )
  return {
    asked,
    async signIn() {
      const { checks }: { checks: Checks } = await provider.begin()
      nonce = checks.nonce
      return provider.finish(`code=c&state=${checks.state}`, checks)
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('a provider that does not say when it last asked for a password is believed', async () => {
  await using provider = await playProvider({}, {})
  expect(await provider.signIn()).toEqual({ id: 'asha', name: 'asha', role: 'associate' })
})

test('a password that the provider asked for long ago is not enough', async () => {
  await using provider = await playProvider({}, { auth_time: now() - 3600 })
  await expect(provider.signIn()).rejects.toMatchObject({
    fault: 'clock_off',
    reason: { code: 'AUTH_TIME_TOO_OLD' },
  })
  await using another = await playProvider({}, { auth_time: now() - 60 })
  expect(await another.signIn()).toMatchObject({ id: 'asha' })
})

test.each([
  ['says nothing of it', {}, true],
  [
    'takes client_secret_basic only',
    { token_endpoint_auth_methods_supported: ['client_secret_basic'] },
    true,
  ],
  [
    'takes client_secret_post',
    { token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post'] },
    false,
  ],
])('a provider that %s is shown the secret in the way it takes', async (_what, configuration, isBasic) => {
  await using provider = await playProvider(configuration, {})
  expect(await provider.signIn()).toMatchObject({ id: 'asha' })
  const [{ authorization, form } = { authorization: '', form: new URLSearchParams() }] = provider.asked
  const basic = `Basic ${Buffer.from('countersign:a+secret').toString('base64')}`
  expect([authorization, form.get('client_secret')]).toEqual(
    isBasic ? [basic, null] : [undefined, 'a secret'],
  )
})

const faultOf = (signIn: Promise<unknown>) =>
  signIn.then(
    () => undefined,
    ({ fault, reason }: SignInRefused) => ({ fault, reason }),
  )

test('a provider that takes no secret of ours is told apart, by a code for the log', async () => {
  await using provider = await playProvider(
    { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
    {},
  )
  expect(await faultOf(provider.signIn())).toEqual({
    fault: 'sign_in_failed',
    reason: { code: 'CLIENT_AUTHENTICATION_NOT_SUPPORTED' },
  })
  expect(provider.asked).toEqual([])
})

test('what the library and the provider say is a reason for the log, without their texts', async () => {
  await using refusing = await playProvider(
    {},
    {},
    { error: 'invalid_client', error_description: 'Asha is gone' },
  )
  expect(await faultOf(refusing.signIn())).toEqual({
    fault: 'sign_in_failed',
    reason: { code: 'OAUTH_RESPONSE_BODY_ERROR', error: 'invalid_client' },
  })
  await using forging = await playProvider({}, { aud: 'another' })
  expect(await faultOf(forging.signIn())).toMatchObject({
    fault: 'sign_in_failed',
    reason: { code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' },
  })
})
