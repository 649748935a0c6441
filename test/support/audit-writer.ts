import { setTimeout as sleep } from 'node:timers/promises'
import { openAudit } from '#gateway/audit/audit.ts'
import { openStore } from '#gateway/db/open-store.ts'

/*
 * A process of its own that notes one event after the other, many at once, until it is killed. It writes down the name of each only
 * once that is acknowledged.
 */

const [run = '', url] = process.argv.slice(2)
const silent = { info: () => undefined, error: () => undefined }
const store = await openStore(
  url === undefined ? { kind: 'embedded', folder: process.cwd() } : { kind: 'server', url },
)
const audit = openAudit({ store, log: silent, now: Date.now })

let events = 0
async function write() {
  for (;;) {
    const name = `${run}-${++events}`
    const isKept = await audit
      .record({ requestId: name }, { action: 'view', outcome: 'done', customerId: '565039505' })
      .then(
        () => true,
        () => false,
      )
    if (isKept) process.stdout.write(`${name}\n`)
    else await sleep(50)
  }
}

await Promise.all(Array.from({ length: 20 }, () => write()))
