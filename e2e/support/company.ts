import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'
import { serve, test } from './fixtures.ts'

/** A Countersign whose people sign in at an identity provider, as `npm run demo:oidc` starts both. */
export async function serveCompany(env: NodeJS.ProcessEnv = {}) {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const provider = spawn(process.execPath, ['dist/gateway/identity-provider.js'], {
    env: { ...process.env, PUBLIC_URL: publicUrl },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { issuer, clientId } = JSON.parse(await firstLineOf(provider.stdout))
  const gateway = await serve(undefined, [], {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    SIGN_IN: 'oidc',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    ...env,
  })
  return {
    ...gateway,
    stopProvider: () => provider.kill(),
    [Symbol.asyncDispose]: async () => {
      provider.kill()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

type Company = Awaited<ReturnType<typeof serveCompany>>

/** Two processes that take seconds to start: one company for each worker, where a test does not take it apart. */
export const atCompany = test.extend<object, { company: Company }>({
  company: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      await using company = await serveCompany()
      await use(company)
    },
    { scope: 'worker' },
  ],
})

/** At the provider's own page. */
export const choosePerson = (page: Page, person: RegExp) => page.getByRole('button', { name: person }).click()

/** The provider has to know where to send people back to before the gateway is there. */
async function freePort() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

async function firstLineOf(stream: NodeJS.ReadableStream) {
  for await (const line of createInterface({ input: stream })) if (line.startsWith('{')) return line
  throw new Error('the identity provider did not start')
}
