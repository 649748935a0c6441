import { answerAudit } from './audit-cli.ts'

// `npm run audit`: the record of who looked, read by whoever runs the gateway.
try {
  process.exitCode = await answerAudit(process.argv.slice(2), process.env, (line) =>
    process.stdout.write(`${line}\n`),
  )
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 2
}
