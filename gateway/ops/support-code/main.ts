import { tellCode } from './tell-code.ts'

// `npm run support-code -- <code>` explains the support code that a till's self-test shows.
process.exitCode = tellCode(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))
