// `npm run demo:oidc`: the built gateway on the sandbox, with people signing in at an identity provider that runs beside it.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const port = process.env.PORT ?? '8080'
const publicUrl = process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}`

const provider = spawn(process.execPath, ['dist/gateway/identity-provider.js'], {
  env: { ...process.env, PUBLIC_URL: publicUrl },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [line] = await firstLine(provider.stdout)
const { issuer, clientId } = JSON.parse(line)

const gateway = spawn(process.execPath, ['dist/gateway/server.js'], {
  env: {
    ...process.env,
    PORT: port,
    SIGN_IN: 'oidc',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    PUBLIC_URL: publicUrl,
  },
  stdio: 'inherit',
})
process.stderr.write(
  `\nOpen ${publicUrl} and sign in with the company account: the identity provider at ${issuer} asks for no password.\n\n`,
)

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop())
gateway.on('exit', () => stop())
provider.on('exit', () => stop())

function stop() {
  gateway.kill()
  provider.kill()
}

async function firstLine(stream) {
  for await (const text of createInterface({ input: stream })) return [text]
  throw new Error('The identity provider did not start: run `npm run build` first.')
}
