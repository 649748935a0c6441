// What a call through the gateway costs in processor time, and how it holds up under many tills: the built gateway as shipped (session, masking,
// limits and record on, its store in a folder) against a bare proxy by undici and, where it is installed, nginx. Each is a process of its own, before a
// vendor that answers from memory. `npm run build`, then `node bench/gateway-load.mjs`. bench/README.md says how the figures are taken.
import { execFileSync, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { demoTill, startGateway } from './gateway-process.mjs'

const calls = Number(process.argv[2] ?? 4000)
const seconds = Number(process.argv[3] ?? 20)
/** Without a photo: what fetching one ahead costs is measured by the relay. */
const customers = ['600000101', '600000102', '600000103', '600000104']
const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
/** Seconds from one look-up of a till to its next. */
const between = 5
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-load-'))
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']))
const stops = []

const answers = await recordAnswers()
const vendor = await forked('vendor', { answers })
const candidates = [
  await bare('bare undici proxy'),
  await bare('the same again (A/A)'),
  await nginx(),
  await gateway(),
].filter((each) => each !== undefined)

const cpu = []
for (const candidate of candidates) await drive(candidate, 500)
for (let round = 0; round < 4; round += 1)
  for (const candidate of candidates.toSorted(() => Math.random() - 0.5)) cpu.push(await cost(candidate))

const growth = []
const ours = candidates.at(-1)
for (const tills of [1, 10, 100, 1000]) growth.push(await hold(ours, tills))
for (const stop of stops) stop()
fs.rmSync(folder, { recursive: true, force: true })
report()

async function forked(name, message) {
  const child = fork(new URL(`gateway/${name}.mjs`, import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  stops.push(() => child.kill())
  child.send(message)
  const [{ port }] = await once(child, 'message')
  return { port, pids: [child.pid] }
}

/** The sandbox's own answers, kept. */
async function recordAnswers() {
  const sandbox = await startGateway({ SIGN_IN: 'none' })
  const told = {}
  for (const id of customers) {
    const answer = await fetch(`${sandbox.sandbox}/v2/customers/${id}/setImage?${query}`, {
      headers: { authorization: demoTill },
    })
    told[id] = await answer.text()
  }
  sandbox.stop()
  return told
}

async function sessionAt(origin) {
  const answer = await fetch(`${origin}/api/session`)
  await answer.arrayBuffer()
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0]
}

async function gateway() {
  const { origin, pid, stop } = await startGateway({
    POLICY: 'e2e/unhurried-policy.json',
    CAPILLARY_URL: `http://127.0.0.1:${vendor.port}`,
    CAPILLARY_TILL: 'till.demo',
    CAPILLARY_TILL_PASSWORD: 'countersign-demo',
    SIGN_IN: 'none',
    DATA_DIR: folder,
    LOCK_AFTER: '3600',
  })
  stops.push(stop)
  return {
    name: 'Countersign, everything on',
    origin,
    pids: [pid],
    headers: { cookie: await sessionAt(origin) },
  }
}

async function bare(name) {
  const { port, pids } = await forked('bare-proxy', { vendor: `http://127.0.0.1:${vendor.port}` })
  return { name, origin: `http://127.0.0.1:${port}`, pids, headers: {} }
}

async function nginx() {
  if (spawnSync('nginx', ['-v']).status !== 0) return undefined
  const port = 20_000 + (process.pid % 20_000)
  const file = path.join(folder, 'nginx.conf')
  fs.writeFileSync(
    file,
    `worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events { worker_connections 4096; }
http { access_log off; client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
upstream vendor { server 127.0.0.1:${vendor.port}; keepalive 64; }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://vendor; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Authorization "Basic bm9ib2R5"; } } }`,
  )
  const running = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'inherit' })
  stops.push(() => running.kill())
  await wait(500)
  const children = fs
    .readFileSync(`/proc/${running.pid}/task/${running.pid}/children`, 'utf8')
    .trim()
    .split(' ')
  return {
    name: 'nginx proxy_pass',
    origin: `http://127.0.0.1:${port}`,
    pids: children.map(Number),
    headers: {},
  }
}

/** Milliseconds of processor time that processes have used. */
function used(pids) {
  const ticks = pids.map((pid) => {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return (ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond) * 1000
}

/** Calls by ten connections, each one after the other. @returns the milliseconds each took */
async function drive({ origin, headers }, count) {
  const dispatcher = new Agent({ connections: 10, pipelining: 1 })
  const times = []
  let begun = 0
  const line = async () => {
    while (begun < count) {
      const id = customers[begun++ % customers.length]
      const at = performance.now()
      const { statusCode, body } = await request(`${origin}/v2/customers/${id}/setImage?${query}`, {
        headers,
        dispatcher,
      })
      await body.arrayBuffer()
      if (statusCode !== 200) throw new Error(`${origin}: ${statusCode}`)
      times.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: 10 }, line))
  await dispatcher.close()
  return times
}

async function cost(candidate) {
  const before = used(candidate.pids)
  const times = await drive(candidate, calls / 4)
  return { name: candidate.name, micros: ((used(candidate.pids) - before) / times.length) * 1000, times }
}

/** So many tills, each with a session and a connection of its own, look somebody up every few seconds. */
async function hold({ origin, pids }, tills) {
  const cookies = []
  for (let till = 0; till < tills; till += 1) cookies.push(await sessionAt(origin))
  const dispatcher = new Agent({ connections: tills, keepAliveTimeout: 60_000 })
  const times = []
  const span = Math.max(seconds, (between * 30) / tills) * 1000
  const until = performance.now() + span
  const failures = []
  const till = async (cookie) => {
    await wait(Math.random() * between * 1000)
    while (performance.now() < until) {
      const at = performance.now()
      const id = customers[Math.floor(Math.random() * customers.length)]
      const answer = await request(`${origin}/v2/customers/${id}/setImage?${query}`, {
        headers: { cookie },
        dispatcher,
      })
      await answer.body.arrayBuffer()
      if (answer.statusCode === 200) times.push(performance.now() - at)
      else failures.push(answer.statusCode)
      await wait(between * 1000 - Math.min(between * 1000, performance.now() - at))
    }
  }
  await Promise.all(cookies.map(till))
  await dispatcher.close()
  const memory = Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pids[0]}/status`, 'utf8'))?.[1]) / 1024
  return { tills, times, failures: failures.length, memory }
}

function report() {
  const at = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]
  const rows = candidates.map(({ name }) => {
    const its = cpu.filter((each) => each.name === name)
    const times = its.flatMap((each) => each.times)
    return {
      name,
      micros: at(
        its.map(({ micros }) => micros),
        0.5,
      ),
      p50: at(times, 0.5),
      p99: at(times, 0.99),
    }
  })
  const [floor] = rows
  const lines = [
    `# What the gateway costs, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `Node ${process.version}, ${os.cpus().length} cores, ${calls} calls each in four interleaved rounds over ten connections; customers without a photo.`,
    '',
    '| | processor time per call, µs | ratio | median ms | p99 ms |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ name, micros, p50, p99 }) =>
        `| ${name} | ${micros.toFixed(0)} | ${(micros / floor.micros).toFixed(2)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} |`,
    ),
    ...(candidates.some(({ name }) => name.startsWith('nginx'))
      ? []
      : ['', 'nginx is not installed here: not measured.']),
    '',
    `Tills, each with a look-up every ${between} s:`,
    '',
    '| tills | look-ups | failed | median ms | p99 ms | p99 against 10 tills | memory, MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...growth.map(({ tills, times, failures, memory }) => {
      const p99 = at(times, 0.99)
      const ten = growth.find((each) => each.tills === 10)
      return `| ${tills} | ${times.length} | ${failures} | ${at(times, 0.5).toFixed(1)} | ${p99.toFixed(1)} | ${(p99 / at(ten.times, 0.99)).toFixed(2)} | ${memory.toFixed(0)} |`
    }),
  ]
  const words = `${lines.join('\n')}\n`
  fs.writeFileSync('bench/results-gateway-load.md', words)
  console.log(words)
}
