// How look-ups end while the networks round the gateway are in trouble, and what the gateway then asks of the vendor. The built gateway as a process of
// its own; between it and the sandbox a proxy that does harm, and Debian's HAProxy where it is installed. `npm run build`, then
// `node tools/bench/faults.mjs [look-ups]`; SEED repeats a run. tools/bench/README.md says how the figures are taken.
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { faults, openFaultProxy, randomBy } from '../../sandbox/testing/fault-proxy.mjs'
import { demoTill, startGateway } from './gateway-process.mjs'
import { hasHaproxy, startHaproxy } from './haproxy.mjs'

const lookUps = Number(process.argv[2] ?? 3000)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const tills = 20
/** Milliseconds after which the page gives up, and says so: `src/api/request.ts`. */
const pagesPatience = 9_500
const withPhoto = 565_039_505
const plain = 600_000_101
const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
/** Milliseconds that the last part looks at each of its three times. */
const slowSpan = Number(process.argv[3] ?? 12) * 1000
const lines = []
const stops = []
/** Whom nobody has asked for yet: who asks for the same again repeats a call. */
let nextCustomer = 900_000_000
const say = (...words) => {
  lines.push(...words)
  console.log(words.join('\n'))
}

const random = randomBy(seed)
const vendor = await openFaultProxy(random)
const photos = await openFaultProxy(random)
stops.push(vendor.close, photos.close)
const sandbox = await startSandbox()
vendor.to = sandbox.api
photos.to = sandbox.photos
const gateway = await start(vendor.origin)

/** Milliseconds for which the breaker remembers how calls ended, well or not: `gateway/resilience/recent-counts.ts`. */
const breakerWindow = 10_000

try {
  say(
    `# Networks in trouble, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `Node ${process.version}, ${os.cpus().length} cores, SEED=${seed}; \`node tools/bench/faults.mjs ${lookUps}\`.`,
    '',
  )
  await inTrouble()
  await breaker()
  await slowHeads()
} finally {
  for (const stop of stops) stop()
}
fs.writeFileSync('tools/bench/results-faults.md', `${lines.join('\n')}\n`)
process.exit(0)

/** The vendor, played by the sandbox of another gateway, which nobody asks anything. */
async function startSandbox() {
  const running = await startGateway({ SIGN_IN: 'none' })
  stops.push(running.stop)
  const api = running.sandbox
  const headers = { authorization: demoTill }
  const told = await (await fetch(`${api}/v2/customers/${withPhoto}/setImage?${query}`, { headers })).text()
  const link = /"secureFilePath":"(http[^"]+)"/.exec(told)?.[1] ?? ''
  await fetch(`${api}/_sandbox/control`, { method: 'PUT', body: JSON.stringify({ photosBy: photos.origin }) })
  return { api, photos: new URL(link).origin }
}

async function start(vendorOrigin) {
  const running = await startGateway({
    CAPILLARY_URL: vendorOrigin,
    CAPILLARY_TILL: 'till.demo',
    CAPILLARY_TILL_PASSWORD: 'countersign-demo',
    PHOTO_ORIGINS: `${photos.origin}/`,
    POLICY: 'e2e/support/unhurried-policy.json',
    SIGN_IN: 'none',
    LOCK_AFTER: '3600',
  })
  stops.push(running.stop)
  // A session for each till: who asks the same once more in one session repeats a call, and may have to wait.
  const cookies = await Promise.all(Array.from({ length: tills }, () => openSession(running.origin)))
  return { ...running, cookies, cookie: cookies[0] }
}

async function openSession(origin) {
  const answer = await fetch(`${origin}/api/session`)
  await answer.arrayBuffer()
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0]
}

/** One request as the page makes it. @returns how it ended, in a word, and after how many milliseconds */
async function ask({ origin, cookie }, path, dispatcher) {
  const begun = performance.now()
  const end = await request(origin + path, {
    dispatcher,
    headers: { cookie },
    signal: AbortSignal.timeout(pagesPatience),
  }).then(
    async ({ statusCode, body }) => {
      const text = await body.text().catch(() => 'broken off')
      if (text === 'broken off') return { end: text, text }
      return {
        end: statusCode === 200 ? 'shown' : (/"code":"(\w+)"/.exec(text)?.[1] ?? `status ${statusCode}`),
        text,
      }
    },
    (fault) => ({ end: fault.name === 'TimeoutError' ? 'given up by the page' : 'broken off', text: '' }),
  )
  return { ...end, ms: performance.now() - begun }
}

function addressOf(id) {
  return `/v2/customers/${id}/setImage?${query}`
}

/** Look-ups and their photos by so many tills, one after the other at each; another customer each time, every tenth with a photo. */
async function shift(where, many) {
  const dispatcher = new Agent({ connections: tills })
  const ends = []
  let begun = 0
  const till = async (cookie) => {
    const here = { ...where, cookie }
    while (begun < many) {
      const number = begun++
      const hasPhoto = number % 10 === 0
      const lookUp = await ask(here, addressOf(hasPhoto ? withPhoto : nextCustomer++), dispatcher)
      const photo = /"secureFilePath":"(\/photos[^"]+)"/.exec(lookUp.text)?.[1]
      const shown = photo === undefined ? undefined : await ask(here, photo, dispatcher)
      ends.push({ name: lookUp.end, photo: shown?.end, ms: lookUp.ms + (shown?.ms ?? 0) })
    }
  }
  await Promise.all(where.cookies.map(till))
  await dispatcher.close()
  return ends
}

function at(numbers, share) {
  return numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))]
}

function count(words) {
  const counts = new Map()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([word, times]) => `${word} ${times}`)
    .join(', ')
}

async function inTrouble() {
  say(
    `## A fifth of all calls in trouble`,
    '',
    `${lookUps} look-ups by ${tills} tills, every tenth with a photo. An end is a photo, none, or a failure in words; the page gives up after ${pagesPatience / 1000} s.`,
    '',
    '| in trouble | ended within 10 s | without any answer | longest, s | calls per look-up | how look-ups ended | how photos did |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  )
  for (const kinds of [faults, ['error'], ['tarpit'], ['reset'], ['half-open'], ['cut']]) {
    Object.assign(vendor, { share: 0.2, kinds, requests: 0 })
    Object.assign(photos, { share: 0.2, kinds })
    row(kinds === faults ? 'all ways' : kinds[0], await shift(gateway, lookUps), vendor.requests)
    vendor.share = photos.share = 0
    await recovered(gateway)
    await wait(breakerWindow)
  }
  if (!hasHaproxy) return say('', 'HAProxy is not installed here: not tried.', '')
  const before = await startHaproxy(gateway.origin)
  row('HAProxy before the gateway', await shift({ ...gateway, origin: before.origin }, lookUps))
  before.stop()
  const behind = await startHaproxy(sandbox.api)
  const other = await start(behind.origin)
  row('HAProxy before the vendor', await shift(other, lookUps))
  behind.stop()
  other.stop()
  say('')
}

function row(name, ends, calls) {
  const times = ends.map(({ ms }) => ms)
  const within = times.filter((ms) => ms <= 10_000).length / ends.length
  const unanswered = ends.filter(({ name: end }) => end === 'given up by the page').length
  const perLookUp = calls === undefined ? '' : (calls / ends.length).toFixed(3)
  say(
    `| ${name} | ${(within * 100).toFixed(2)} % | ${unanswered} | ${(Math.max(...times) / 1000).toFixed(1)} | ${perLookUp} | ${count(ends.map((end) => end.name))} | ${count(ends.flatMap((end) => end.photo ?? []))} |`,
  )
}

/** Until somebody is shown again. @returns the milliseconds */
async function recovered(where) {
  const begun = performance.now()
  while ((await ask(where, addressOf(plain))).end !== 'shown') await wait(20)
  return performance.now() - begun
}

async function breaker() {
  say(
    '## The breaker',
    '',
    'While nothing comes back: answers of five seconds to whoever was not the one that finds out, and until somebody is shown once the vendor is well again.',
    '',
    '| nothing but | turned away | median ms | p99 ms | longest ms | back after, s |',
    '| --- | --- | --- | --- | --- | --- |',
  )
  await wait(breakerWindow)
  for (const fault of ['error', 'tarpit', 'reset', 'half-open']) {
    Object.assign(vendor, { share: 1, kinds: [fault] })
    const dispatcher = new Agent({ connections: tills })
    await Promise.all(Array.from({ length: 40 }, () => ask(gateway, addressOf(nextCustomer++), dispatcher)))
    vendor.paths.length = 0
    const answers = []
    const until = performance.now() + 5_000
    while (performance.now() < until) {
      const address = addressOf(nextCustomer++)
      answers.push(ask(gateway, address, dispatcher).then((answer) => ({ ...answer, address })))
      await wait(25)
    }
    // Those that find out wait for their own answer.
    const away = (await Promise.all(answers))
      .filter(({ address }) => !vendor.paths.includes(address))
      .map(({ ms }) => ms)
    await dispatcher.close()
    vendor.share = 0
    const back = await recovered(gateway)
    if (away.length === 0) {
      say(`| ${fault} | 0 | the breaker did not open | | | ${(back / 1000).toFixed(1)} |`)
      continue
    }
    say(
      `| ${fault} | ${away.length} | ${at(away, 0.5).toFixed(1)} | ${at(away, 0.99).toFixed(1)} | ${Math.max(...away).toFixed(1)} | ${(back / 1000).toFixed(1)} |`,
    )
  }
  say('')
}

/** Connections that never finish their request, opened anew as they are cut. @returns how many were, and an end to it */
function attack(sockets) {
  const seen = { cut: 0, longest: 0 }
  const open = new Set()
  let isOver = false
  const hold = () => {
    const begun = performance.now()
    const socket = net.connect(gateway.port, '127.0.0.1')
    open.add(socket)
    socket.write('GET / HTTP/1.1\r\nHost: shop\r\n')
    const drip = setInterval(
      () => socket.writable && socket.write(`X-${Math.floor(performance.now())}: 1\r\n`),
      500,
    )
    socket.on('error', () => undefined).resume()
    socket.on('close', () => {
      clearInterval(drip)
      open.delete(socket)
      if (isOver) return
      seen.cut += 1
      seen.longest = Math.max(seen.longest, performance.now() - begun)
      hold()
    })
  }
  for (let number = 0; number < sockets; number += 1) hold()
  return {
    seen,
    end() {
      isOver = true
      for (const socket of open) socket.destroy()
    },
  }
}

async function slowHeads() {
  const times = async () => {
    const dispatcher = new Agent({ connections: 10 })
    const all = []
    const until = performance.now() + slowSpan
    const line = async () => {
      while (performance.now() < until) {
        all.push((await ask(gateway, addressOf(plain), dispatcher)).ms)
        await wait(20)
      }
    }
    await Promise.all(Array.from({ length: 10 }, line))
    await dispatcher.close()
    return all
  }
  const base = await times()
  const slow = attack(200)
  await wait(500)
  const beside = await times()
  slow.end()
  const again = await times()
  const ratio = at(beside, 0.99) / Math.max(at(base, 0.99), at(again, 0.99))
  say(
    '## 200 connections that never finish their request',
    '',
    `A header every half second, opened anew when cut. Others look somebody up over ten connections. ${slow.seen.cut} were cut, the longest after ${(slow.seen.longest / 1000).toFixed(1)} s.`,
    '',
    '| | look-ups | median ms | p99 ms |',
    '| --- | --- | --- | --- |',
    ...[
      ['before', base],
      ['beside them', beside],
      ['after', again],
    ].map(
      ([when, all]) =>
        `| ${String(when)} | ${all.length} | ${at(all, 0.5).toFixed(1)} | ${at(all, 0.99).toFixed(1)} |`,
    ),
    '',
    `p99 beside them is ${ratio.toFixed(2)} times the larger of the other two.`,
  )
}
