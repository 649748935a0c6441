import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { openServer } from '#gateway/db/server.ts'
import { freePort } from './free-port.ts'

/** The folder of a PostgreSQL server's programs: on the path, or where Debian has them. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : []
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...versions.map((version) => path.join(debian, version, 'bin')),
  ]
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))))
}

/** For the tests of a whole project: a server that is started before and ended after them. */
export async function setup(project: TestProject) {
  const server = await startPostgres()
  project.provide('databaseUrl', server.url)
  return () => server.stop()
}

/** Starts a server of our own, on a free port in a temporary folder. */
export async function startPostgres() {
  const programs = findPostgres()
  if (programs === undefined) throw new Error('There is no PostgreSQL server on this machine')
  const user = await unprivileged()
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-postgres-'))
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  const options = { cwd: folder, ...user }
  const init = ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(path.join(programs, 'initdb'), init, options)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', `port=${port}`]
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const start = async () => {
    const args = ['-D', folder, ...settings.flatMap((each) => ['-c', each])]
    const started = spawn(path.join(programs, 'postgres'), args, { ...options, stdio: 'ignore' })
    await untilReady(url)
    return started
  }
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal)
    await once(server, 'exit')
  }
  let server = await start()
  return {
    url,
    /** Kills it as it stands, and starts it again. */
    async crash() {
      await end('SIGKILL')
      server = await start()
    },
    /** Takes it away until the returned function is called. */
    async takeAway() {
      await end('SIGINT')
      return async () => {
        server = await start()
      }
    },
    async stop() {
      await end('SIGINT')
      await rm(folder, { recursive: true })
    },
  }
}

/** The server refuses to run as root: then it runs as the user that Debian's package makes for it. */
async function unprivileged() {
  if (process.getuid?.() !== 0) return undefined
  const users = await readFile('/etc/passwd', 'utf8')
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? []
  if (uid === undefined || gid === undefined)
    throw new Error('There is no user "postgres" to run the server as')
  return { uid: Number(uid), gid: Number(gid) }
}

async function untilReady(url: string) {
  for (let tries = 0; tries < 100; tries++) {
    const store = openServer(url)
    const isReady = await store.query('select 1').then(
      () => true,
      () => false,
    )
    await store.close()
    if (isReady) return
    await sleep(100)
  }
  throw new Error('The PostgreSQL server did not come up')
}
