import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { openStore } from './open-store.ts'

async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-data-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('an embedded store keeps what is in it for the next start', async () => {
  await using data = await temporaryFolder()
  const folder = path.join(data.folder, 'of-the-shop')
  const first = await openStore({ kind: 'embedded', folder })
  await first.query("insert into sign_in_attempts values ('\\x01', 3, now(), now())")
  await first.close()
  const second = await openStore({ kind: 'embedded', folder })
  expect(await second.query('select failures from sign_in_attempts')).toEqual([{ failures: 3 }])
  await second.close()
})

test('a folder is one gateway’s at a time, until that has gone, however it went', async () => {
  await using data = await temporaryFolder()
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(other, 'spawn')
  await writeFile(path.join(data.folder, 'gateway.pid'), String(other.pid))
  const opened = openStore({ kind: 'embedded', folder: data.folder })
  await expect(opened).rejects.toThrow(`DATA_DIR is in use by process ${other.pid}`)
  other.kill('SIGKILL')
  await once(other, 'exit')
  const unlock = await lockFolder(data.folder)
  await unlock()
})

test('a database server that is not there keeps the gateway from starting', async () => {
  const url = 'postgres://nobody:hunter2@127.0.0.1:1/none'
  const failure = openStore({ kind: 'server', url }).catch(String)
  expect(await failure).toContain('ECONNREFUSED')
  expect(await failure).not.toContain('hunter2')
})
