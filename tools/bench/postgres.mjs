// A PostgreSQL server of our own on a free port, in a temporary folder, for the benches.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** The newest that Debian has installed, where there is any. */
export function findPostgres(debian = '/usr/lib/postgresql') {
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).toSorted().toReversed() : []
  return versions
    .map((version) => path.join(debian, version, 'bin'))
    .find((folder) => fs.existsSync(path.join(folder, 'initdb')))
}

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export async function startPostgres() {
  const programs = findPostgres()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-soak-'))
  // The server refuses to run as root.
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const user = process.getuid() === 0 ? { uid: id('-u'), gid: id('-g') } : {}
  if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid)
  const options = { cwd: folder, stdio: 'ignore', ...user }
  execFileSync(
    path.join(programs, 'initdb'),
    ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
    options,
  )
  const probe = net.createServer()
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  const { port } = probe.address()
  probe.close()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', folder, ...settings.flatMap((each) => ['-c', each])],
    options,
  )
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  while (!(await answers(url))) await wait(100)
  return {
    url,
    async stop() {
      server.kill('SIGINT')
      await once(server, 'exit')
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(connectionString) {
  const client = new pg.Client({ connectionString })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
