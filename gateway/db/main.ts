import { prepareStore } from './prepare.ts'

// `npm run prepare-store -- <role>`: the owner of the database runs this before a gateway with another role starts.
const [role] = process.argv.slice(2)
const url = process.env.DATABASE_URL?.trim()
if (role === undefined || !url) {
  process.stderr.write(
    'Usage, with the DATABASE_URL of the owner of the database: npm run prepare-store -- <role of the gateway>\n',
  )
  process.exitCode = 2
} else
  try {
    await prepareStore({ kind: 'server', url }, role)
    process.stdout.write(`The store is up to date, and "${role}" may use it.\n`)
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exitCode = 1
  }
