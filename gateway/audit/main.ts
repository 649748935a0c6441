import { answerAudit } from './audit-cli.ts'

// `npm run audit`: reads the audit record, for the operator of the gateway.
// Only this user may read the files that are made: the store, the keys, the anchors.
process.umask(0o077)

try {
  process.exitCode = await answerAudit(process.argv.slice(2), process.env, (line) =>
    process.stdout.write(`${line}\n`),
  )
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 2
}
