import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider, type Context } from 'oidc-provider'
import { signInPage } from './sign-in-page.ts'

/** Somebody the company employs. */
export type Employee = { id: string; name: string; role?: string }

/** Invented. The last one works elsewhere in the company, and has no role here. */
const employees: readonly Employee[] = [
  { id: 'asha.verma', name: 'Asha Verma', role: 'associate' },
  { id: 'margarida.sousa', name: 'Margarida Sousa', role: 'manager' },
  { id: 'ines.moreau', name: 'Inès Moreau', role: 'officer' },
  { id: 'otto.brandt', name: 'Otto Brandt' },
]

export type IdentityProvider = {
  issuer: string
  clientId: string
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const clientId = 'countersign'

/**
 * Starts a company's identity provider on loopback: a real one, whose employees need no password.
 *
 * @param publicUrl the origin of the Countersign that may send people here
 * @see https://github.com/panva/node-oidc-provider
 */
export async function openIdentityProvider(publicUrl: string, port = 0): Promise<IdentityProvider> {
  let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end()
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The identity provider has no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const provider = new Provider(issuer, configuration(publicUrl))
  const callback = provider.callback()
  answer = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    if (request.method === 'POST') return void finish(provider, request, response)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(signInPage(employees))
  }
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    issuer,
    clientId,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function finish(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const form = new URLSearchParams(await text(request))
  const accountId = form.get('person') ?? ''
  const isKnown = employees.some(({ id }) => id === accountId)
  await provider.interactionFinished(
    request,
    response,
    isKnown
      ? { login: { accountId } }
      : { error: 'access_denied', error_description: 'Sign-in was cancelled' },
  )
}

function configuration(publicUrl: string) {
  return {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${publicUrl}/api/session/oidc/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'role'] },
    // Claims in the ID token itself, as most companies' providers have them.
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    // In seconds.
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context: unknown, accountId: string) => {
      const person = employees.find(({ id }) => id === accountId)
      const { name, role } = person ?? {}
      return { accountId, claims: () => ({ sub: accountId, name, ...(role === undefined ? {} : { role }) }) }
    },
    // Nobody is asked whether their employer's own counter may know their name.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
}
