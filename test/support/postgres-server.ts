import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
  return folderWith(
    ['initdb', 'postgres'],
    versions.map((version) => path.join(debian, version, 'bin')),
  )
}

/** The folder of PgBouncer: on the path, or where Debian has it, which is not on everybody's path. */
export const findPgBouncer = () => folderWith(['pgbouncer'], ['/usr/sbin'])

const folderWith = (programs: string[], places: string[]) =>
  [...(process.env.PATH ?? '').split(path.delimiter), ...places].find((folder) =>
    programs.every((name) => existsSync(path.join(folder, name))),
  )

/** For the tests of a whole project: a server that is started before and ended after them. */
export async function setup(project: TestProject) {
  const server = await startPostgres()
  project.provide('databaseUrl', server.url)
  return () => server.stop()
}

/**
 * Starts a server of our own, on a free port in a temporary folder.
 *
 * @param tls the certificate and the key of a server that accepts encrypted connections only
 */
export async function startPostgres(tls?: { certificate: string; key: string }) {
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
  if (tls !== undefined) {
    for (const [name, content] of [
      ['server.crt', tls.certificate],
      ['server.key', tls.key],
      ['pg_hba.conf', 'hostssl all all 127.0.0.1/32 trust'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      await writeFile(path.join(folder, name), content, { mode: 0o600 })
      if (user !== undefined) await chown(path.join(folder, name), user.uid, user.gid)
    }
    settings.push('ssl=on')
  }
  const readyUrl = tls === undefined ? url : `${url}?sslmode=no-verify`
  const start = async () => {
    const args = ['-D', folder, ...settings.flatMap((each) => ['-c', each])]
    const started = spawn(path.join(programs, 'postgres'), args, { ...options, stdio: 'ignore' })
    await untilReady(readyUrl)
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

/** Starts PgBouncer in transaction mode before a server: two connections to it serve everybody. */
export async function startPgBouncer(server: string) {
  const folder = findPgBouncer()
  if (folder === undefined) throw new Error('There is no PgBouncer on this machine')
  const { hostname, port } = new URL(server)
  const listenPort = await freePort()
  const user = await unprivileged()
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'countersign-pgbouncer-')), 'pgbouncer.ini')
  await writeFile(
    file,
    `[databases]
postgres = host=${hostname} port=${port} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
`,
  )
  if (user !== undefined)
    for (const each of [file, path.dirname(file)])
      // oxlint-disable-next-line no-await-in-loop
      await chown(each, user.uid, user.gid)
  const pooler = spawn(path.join(folder, 'pgbouncer'), ['-q', file], { ...user, stdio: 'ignore' })
  const url = `postgres://postgres@127.0.0.1:${listenPort}/postgres`
  await untilReady(url)
  return {
    url,
    async [Symbol.asyncDispose]() {
      pooler.kill('SIGTERM')
      await once(pooler, 'exit')
      await rm(path.dirname(file), { recursive: true })
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
