// What the gateway adds to a call about a customer, session, masking, harvest guard and record included: the built gateway on its
// embedded store in a folder, against a bare proxy by undici, both before the same sandbox in a process of its own.
// `npm run build` first, then `node bench/gateway-cost.mjs [calls]`. bench/README.md says how the figures are taken.
import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createHash } from 'node:crypto'
import { Agent, request } from 'undici'

const calls = Number(process.argv[2] ?? 1000)
const block = 25
const customers = [565039505, 565040002, 565040004, 600000101]
const demoDigest = createHash('md5').update('countersign-demo').digest('hex')
const query = 'source=INSTORE&embed=CUSTOMERIMAGE'

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-cost-'))
const vendor = await start({ SIGN_IN: 'none' })
const gateway = await start({
  CAPILLARY_URL: vendor.sandbox,
  PHOTO_ORIGINS: vendor.photos,
  DATA_DIR: folder,
  POLICY: 'e2e/unhurried-policy.json',
  SIGN_IN: 'till',
})
const [one, other] = [await bareProxy(), await bareProxy()]
const cookie = await signIn()
const candidates = [
  { name: 'bare proxy', origin: one.origin, headers: {}, times: [] },
  { name: 'bare proxy again (A/A)', origin: other.origin, headers: {}, times: [] },
  { name: 'gateway', origin: gateway.origin, headers: { cookie }, times: [] },
  {
    name: 'of that: answering at all (`/api/shop`)',
    origin: gateway.origin,
    address: '/api/shop',
    headers: { cookie },
    times: [],
  },
  {
    name: 'of that: and the session (`/api/session`)',
    origin: gateway.origin,
    address: '/api/session',
    headers: { cookie },
    times: [],
  },
]
const agent = new Agent({ connections: 1 })

// Warm first, then in turns, so that whatever else the machine does falls on all alike.
for (const candidate of candidates) await measure(candidate, 200)
for (const candidate of candidates) candidate.times.length = 0
for (let done = 0; done < calls; done += block)
  for (const candidate of candidates.toSorted(() => Math.random() - 0.5)) await measure(candidate, block)

await agent.close()
for (const each of [vendor, gateway, one, other]) each.stop()
await fs.rm(folder, { recursive: true, force: true })
report()

async function measure({ origin, address, headers, times }, count) {
  for (let call = 0; call < count; call++) {
    const userId = customers[call % customers.length]
    const began = performance.now()
    const { statusCode, body } = await request(
      origin + (address ?? `/v2/customers/${userId}/setImage?${query}`),
      {
        headers,
        dispatcher: agent,
      },
    )
    await body.arrayBuffer()
    if (statusCode !== 200) throw new Error(`${origin}: ${statusCode}`)
    times.push(performance.now() - began)
  }
}

async function start(env) {
  const running = spawn(process.execPath, ['dist/gateway/server.js'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const found = { origin: '', sandbox: '' }
  for await (const line of createInterface({ input: running.stdout })) {
    found.origin ||= /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? ''
    found.sandbox ||= /"sandbox":"([^"]+)"/.exec(line)?.[1] ?? ''
    if (found.origin && (found.sandbox || env.CAPILLARY_URL)) break
  }
  running.stdout.resume()
  // Any port of this machine that the sandbox's photos may come from.
  const photos = found.sandbox ? await photoOriginOf(found.sandbox) : ''
  return { ...found, photos, stop: () => running.kill() }
}

async function photoOriginOf(sandbox) {
  const answer = await fetch(`${sandbox}/v2/customers/${customers[0]}/setImage?${query}`, {
    headers: { authorization: basic() },
  })
  const { customerImage } = await answer.json()
  return new URL(customerImage[0].secureFilePath).origin
}

/** Adds the credentials and passes everything on. */
async function bareProxy() {
  const upstream = new Agent()
  const headers = { authorization: basic() }
  const server = http.createServer((asked, reply) => {
    void request(vendor.sandbox + asked.url, { headers, dispatcher: upstream }).then((answer) => {
      reply.writeHead(answer.statusCode, { 'content-type': 'application/json' })
      return answer.body.pipe(reply)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => server.close().closeAllConnections(),
  }
}

function basic() {
  // The MD5 of the demo till's password, which the vendor wants.
  return `Basic ${Buffer.from('till.demo:' + demoDigest).toString('base64')}`
}

async function signIn() {
  const answer = await fetch(`${gateway.origin}/api/session`, {
    method: 'POST',
    headers: { origin: gateway.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ till: 'till.demo', password: 'countersign-demo' }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`)
  return answer.headers.get('set-cookie').split(';', 1)[0]
}

function report() {
  const at = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]
  const [floor] = candidates.map(({ times }) => at(times, 0.5))
  const rows = candidates.map(({ name, times }) => {
    const [p25, p50, p75, p99] = [0.25, 0.5, 0.75, 0.99].map((share) => at(times, share))
    return [
      name,
      `${p50.toFixed(2)} (${p25.toFixed(2)}–${p75.toFixed(2)})`,
      p99.toFixed(2),
      (p50 - floor).toFixed(2),
      (p50 / floor).toFixed(2),
    ]
  })
  console.log(
    `${calls} calls each, one after the other, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}\n`,
  )
  console.log(
    '| | median ms (quartiles) | p99 ms | more than the floor, ms | ratio |\n| --- | --- | --- | --- | --- |',
  )
  for (const row of rows) console.log(`| ${row.join(' | ')} |`)
}
