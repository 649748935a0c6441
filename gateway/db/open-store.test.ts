import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'
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

/** Another process that locks a folder, as a gateway does, and says so. */
async function lockElsewhere(folder: string) {
  const file = fileURLToPath(new URL('folder-lock.ts', import.meta.url))
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file)
  const program = `${code}
    await lockFolder(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000)`
  const args = ['--input-type=module', '-e', program, folder]
  const other = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(other.stdout, 'data')
  return other
}

test('a folder is one gateway’s at a time, until that has gone, however it went', async () => {
  await using data = await temporaryFolder()
  const other = await lockElsewhere(data.folder)
  const opened = openStore({ kind: 'embedded', folder: data.folder })
  await expect(opened).rejects.toThrow('DATA_DIR is in use by another process')
  other.kill('SIGKILL')
  await once(other, 'exit')
  const unlock = await lockFolder(data.folder)
  await unlock()
})

test('a file with the number of a process, whoever’s that is now, keeps nobody from starting', async () => {
  await using data = await temporaryFolder()
  await writeFile(path.join(data.folder, 'gateway.pid'), String(process.ppid))
  const store = await openStore({ kind: 'embedded', folder: data.folder })
  expect(await store.query('select 1 as one')).toEqual([{ one: 1 }])
  await store.close()
})

test('of many that lock a folder at once, one gets it', async () => {
  await using data = await temporaryFolder()
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(data.folder)))
  const locked = tries.filter((each) => each.status === 'fulfilled')
  expect(locked).toHaveLength(1)
  await locked[0]?.value()
})

test('a folder of ours that others can read or write is closed to them', async () => {
  await using data = await temporaryFolder()
  await chmod(data.folder, 0o777)
  const store = await openStore({ kind: 'embedded', folder: data.folder })
  await store.close()
  expect((await stat(data.folder)).mode & 0o777).toBe(0o700)
})

test.runIf(process.getuid?.() === 0)(
  'a folder of another user that others can read is refused, with the command that mends it',
  async () => {
    await using data = await temporaryFolder()
    await chmod(data.folder, 0o750)
    await chown(data.folder, 65_534, 65_534)
    const opened = openStore({ kind: 'embedded', folder: data.folder })
    await expect(opened).rejects.toThrow(`chown 0 '${data.folder}' && chmod 700 '${data.folder}'`)
  },
)

test('a database server that is not there keeps the gateway from starting', async () => {
  const url = 'postgres://nobody:hunter2@127.0.0.1:1/none'
  const failure = openStore({ kind: 'server', url }).catch(String)
  expect(await failure).toContain('ECONNREFUSED')
  expect(await failure).not.toContain('hunter2')
})
