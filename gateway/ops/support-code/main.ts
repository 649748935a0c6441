import { tellCode } from './tell-code.ts'

// `npm run support-code -- <code>`: what a till's self-test has found, for whoever it is read out to.
process.exitCode = tellCode(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))
