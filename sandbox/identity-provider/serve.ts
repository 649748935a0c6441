import { openIdentityProvider } from './identity-provider.ts'

// A process of its own, for the demo and for tests in a browser: the address of Countersign in, the issuer out.
const { issuer, clientId } = await openIdentityProvider(process.env.PUBLIC_URL ?? 'http://127.0.0.1:8080')
process.stdout.write(`${JSON.stringify({ issuer, clientId })}\n`)
