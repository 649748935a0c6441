import { answerAudit } from './audit-cli.ts'

// `npm run audit`: reads the audit record, for the operator of the gateway.
try {
  process.exitCode = await answerAudit(process.argv.slice(2), process.env, (line) =>
    process.stdout.write(`${line}\n`),
  )
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 2
}
