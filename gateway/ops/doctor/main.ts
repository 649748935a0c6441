import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { runDoctor } from './doctor.ts'

// `npm run doctor`: examines the store's installation and the platform, for store IT before the first customer.
process.umask(0o077)

process.exitCode = await runDoctor(process.argv.slice(2), process.env, {
  out: (line) => process.stdout.write(`${line}\n`),
  async readPassword() {
    for await (const line of createInterface({ input: process.stdin })) return line
    return ''
  },
  writeBundle: (file, content) => writeFile(file, content),
})
