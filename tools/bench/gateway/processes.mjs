// What the gateway's load is measured beside: each a process of its own. A candidate has an origin, and the processes whose time counts.
import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startGateway } from '../gateway-process.mjs'

export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-load-'))
const stops = []

export function stopAll() {
  for (const stop of stops.toReversed()) stop()
  fs.rmSync(folder, { recursive: true, force: true })
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    stopAll()
    process.exit(1)
  })

const freePort = (() => {
  let next = 20_000 + (process.pid % 10_000)
  return () => next++
})()

/** One of this folder's programs. */
export async function forked(name, message) {
  const child = fork(new URL(`${name}.mjs`, import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  stops.push(() => child.kill())
  child.send(message)
  const [{ port }] = await once(child, 'message')
  return { origin: `http://127.0.0.1:${port}`, pids: () => [child.pid] }
}

export const bareProxy = async (name, to, authorization) => ({
  name,
  ...(await forked('bare-proxy', { vendor: to, authorization })),
})

/** nginx with one worker, whose time counts; `undefined` where it is not installed. */
export async function nginx(to, authorization = 'Basic bm9ib2R5') {
  if (spawnSync('nginx', ['-v']).status !== 0) return undefined
  const port = freePort()
  const own = fs.mkdtempSync(path.join(folder, 'nginx-'))
  fs.writeFileSync(
    path.join(own, 'nginx.conf'),
    `worker_processes 1; pid ${own}/nginx.pid; error_log ${own}/nginx.log; events { worker_connections 4096; }
http { access_log off; client_body_temp_path ${own}/a; proxy_temp_path ${own}/b; fastcgi_temp_path ${own}/c; uwsgi_temp_path ${own}/d; scgi_temp_path ${own}/e;
upstream behind { server ${new URL(to).host}; keepalive 64; }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Authorization "${authorization}"; } } }`,
  )
  // Its worker is somebody else, who has to get at what it puts aside.
  fs.chmodSync(folder, 0o755)
  fs.chmodSync(own, 0o777)
  const running = spawn('nginx', ['-c', path.join(own, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: 'inherit',
  })
  stops.push(() => running.kill())
  await wait(500)
  return { name: 'nginx proxy_pass', origin: `http://127.0.0.1:${port}`, pids: () => childrenOf(running.pid) }
}

/** The gateway with everything on, before a vendor, on the embedded store or on a server. */
export async function countersign(name, env, store) {
  const { origin, pid, stop } = await startGateway({
    POLICY: 'e2e/support/unhurried-policy.json',
    SIGN_IN: 'till',
    LOCK_AFTER: '3600',
    ...env,
    ...(store === undefined
      ? { DATA_DIR: fs.mkdtempSync(path.join(folder, 'data-')) }
      : { DATABASE_URL: store.url, SESSION_KEYS: Buffer.alloc(32, 7).toString('base64url') }),
  })
  stops.push(stop)
  return { name, origin, pids: () => [pid], store }
}

/** Debian's PostgreSQL as it comes, in a folder of its own; `undefined` where there is none. */
export async function postgres() {
  const debian = '/usr/lib/postgresql'
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian) : []
  const programs = versions.length === 0 ? undefined : path.join(debian, versions.toSorted().at(-1), 'bin')
  if (programs === undefined) return undefined
  const own = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-postgres-'))
  const user = await unprivileged()
  if (user !== undefined) fs.chownSync(own, user.uid, user.gid)
  const options = { cwd: own, stdio: 'ignore', ...user }
  spawnSync(
    path.join(programs, 'initdb'),
    ['-D', own, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    options,
  )
  const port = freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  const running = spawn(
    path.join(programs, 'postgres'),
    ['-D', own, ...settings.flatMap((each) => ['-c', each])],
    options,
  )
  stops.push(() => {
    running.kill('SIGQUIT')
    fs.rmSync(own, { recursive: true, force: true })
  })
  await wait(3000)
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pids: () => [running.pid, ...childrenOf(running.pid)],
  }
}

async function unprivileged() {
  if (process.getuid() !== 0) return undefined
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(fs.readFileSync('/etc/passwd', 'utf8')) ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

const childrenOf = (pid) =>
  fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
