// What the gateway holds on to over many requests, what SIGTERM under load loses, and what kill -9 leaves of a session. The built gateway as a process of
// its own, on its embedded store in a folder and, where one is installed, on a PostgreSQL server. `npm run build`, then
// `node bench/soak.mjs [requests]`. bench/README.md says how the figures are taken.
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { demoTill, startGateway } from './gateway-process.mjs'
import { findPostgres, startPostgres } from './postgres.mjs'

const requests = Number(process.argv[2] ?? 100_000)
const warmUp = Math.max(1_000, requests / 10)
const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
const customer = (id) => `/v2/customers/${id}/setImage?${query}`
const till = { till: 'till.demo', password: 'countersign-demo' }
const stops = []
const lines = []

/** The vendor is the sandbox of another gateway, which nobody asks anything: what it remembers is not ours. */
const vendor = await startGateway({ SIGN_IN: 'none' })
stops.push(vendor.stop)
const photoOrigin = await originOfPhotos()

try {
  lines.push(`# Many requests, and ends, ${new Date().toISOString().slice(0, 10)}`, '')
  lines.push(
    `Node ${process.version}, ${os.cpus().length} cores, ${requests} requests; MB after forced collections.`,
    '',
  )
  for (const store of await stores()) {
    lines.push(`## On ${store.name}`, '', ...(await hold(store.env)), '')
    lines.push(...(await endUnderLoad(store.env)), '', ...(await kill(store.env)), '')
  }
} finally {
  for (const stop of stops) await stop()
}
const words = lines.join('\n')
console.log(words)
fs.writeFileSync('bench/results-soak.md', words)

async function stores() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-soak-'))
  stops.push(() => fs.rmSync(folder, { recursive: true, force: true }))
  const embedded = { name: 'the embedded store', env: { DATA_DIR: folder } }
  if (findPostgres() === undefined) return [embedded]
  const server = await startPostgres()
  stops.push(server.stop)
  const keys = { SESSION_KEYS: Buffer.alloc(32, 7).toString('base64url') }
  return [embedded, { name: 'a PostgreSQL server', env: { DATABASE_URL: server.url, ...keys } }]
}

/** A photo's address as the vendor writes it tells where the photo host is. */
async function originOfPhotos() {
  const answer = await fetch(vendor.sandbox + customer(565_039_505), { headers: { authorization: demoTill } })
  return new URL(/"secureFilePath":"(http[^"]+)"/.exec(await answer.text())?.[1] ?? '').origin
}

function start(env, flags) {
  const behind = { CAPILLARY_URL: vendor.sandbox, PHOTO_ORIGINS: `${photoOrigin}/` }
  return startGateway({ ...behind, POLICY: 'e2e/unhurried-policy.json', LOCK_AFTER: '3600', ...env }, flags)
}

/** One request. @returns its status, its cookie and its text; a status of 0 and why, where no answer came */
async function ask(origin, address, { cookie, body, method = body ? 'POST' : 'GET', dispatcher } = {}) {
  try {
    const answer = await request(origin + address, {
      method,
      dispatcher,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.body.text()
    return {
      status: answer.statusCode,
      text,
      cookie: [answer.headers['set-cookie']].flat()[0]?.split(';', 1)[0],
    }
  } catch (fault) {
    return { status: 0, text: fault.code ?? fault.name }
  }
}

async function signIn(origin) {
  const { cookie } = await ask(origin, '/api/session', { body: till })
  return cookie
}

/** One after the other: many at once at one till are slowed down. */
async function signInTimes(origin, times) {
  const cookies = []
  while (cookies.length < times) {
    const cookie = await signIn(origin)
    if (cookie === undefined) throw new Error('Nobody was let in.')
    cookies.push(cookie)
  }
  return cookies
}

/** What tills ask for in a day, in the order of how often: all of it, again and again. */
function* day() {
  for (let number = 0; ; number += 1) {
    yield { address: customer(600_000_101 + (number % 4)) }
    yield { address: '/api/find', body: { kind: 'mobile', value: '919148574269' } }
    yield { address: '/api/session/activity', body: {} }
    yield { address: customer(565_039_505), thenPhoto: true }
    yield { address: '/api/search', body: { text: 'Adi' } }
    yield { address: customer(910_000_000 + number), isUnknown: true }
    yield { address: '/api/session' }
    if (number % 10 === 0) yield { address: '/api/session', body: till, isSignIn: true }
  }
}

/** Makes so many requests over ten connections. @returns how many were answered otherwise than they should */
async function work(origin, count) {
  const dispatcher = new Agent({ connections: 10 })
  const cookies = await signInTimes(origin, 10)
  const asked = day()
  const odd = new Map()
  const done = { requests: 0 }
  const note = (answer, wanted, address) => {
    done.requests += 1
    if (answer.status === wanted) return
    const what = `${address.split('?', 1)[0]} ${answer.status}`
    odd.set(what, (odd.get(what) ?? 0) + 1)
  }
  const line = async (cookie) => {
    while (done.requests < count) {
      const { value } = asked.next()
      const { address, body, thenPhoto, isUnknown, isSignIn } = value
      const answer = await ask(origin, address, { body, dispatcher, ...(isSignIn ? {} : { cookie }) })
      note(answer, isUnknown ? 404 : address.endsWith('activity') ? 204 : 200, address)
      const photo = thenPhoto && /"secureFilePath":"(\/photos[^"]+)"/.exec(answer.text)?.[1]
      if (photo) note(await ask(origin, photo, { cookie, dispatcher }), 200, '/photos/')
    }
  }
  await Promise.all(cookies.map(line))
  await dispatcher.close()
  return odd
}

/** Memory after the first tenth, and after each of five more parts. */
async function hold(env) {
  const gateway = await start(env, ['--expose-gc', '--import', './bench/gateway/collect.mjs'])
  const look = async () => {
    // Until connections are closed and what was deferred is done.
    await wait(1_500)
    gateway.process.send('collect')
    const [seen] = await once(gateway.process, 'message')
    return seen
  }
  const odd = [await work(gateway.origin, warmUp)]
  const seen = [{ after: warmUp, ...(await look()) }]
  for (let part = 1; part <= 5; part += 1) {
    odd.push(await work(gateway.origin, requests / 5))
    seen.push({ after: warmUp + (part * requests) / 5, ...(await look()) })
  }
  gateway.stop()
  await once(gateway.process, 'exit')
  const mb = (bytes) => (bytes / 1e6).toFixed(1)
  const growth = seen.at(-1).rss - seen[0].rss
  const others = odd.flatMap((each) => [...each].map(([what, times]) => `${what} × ${times}`))
  return [
    '| requests | resident | heap | external | open resources |',
    '| --- | --- | --- | --- | --- |',
    ...seen.map(
      (each) =>
        `| ${each.after} | ${mb(each.rss)} | ${mb(each.heapUsed)} | ${mb(each.external)} | ${each.open} |`,
    ),
    '',
    `Resident memory grew by ${mb(growth)} MB over ${requests} requests after the first ${warmUp}. Answered otherwise than they should: ${others.join(', ') || 'none'}.`,
  ]
}

/** 200 requests a second, whoever has answered, and SIGTERM in their midst. */
async function endUnderLoad(env) {
  const rate = 200
  const gateway = await start(env)
  const cookies = await signInTimes(gateway.origin, 10)
  const dispatcher = new Agent({ connections: 50 })
  const answers = []
  const ended = once(gateway.process, 'exit').then(([code]) => ({ code, at: performance.now() }))
  const begun = performance.now()
  let sentAt = 0
  for (let number = 0; number < rate * 8; number += 1) {
    const due = begun + (number * 1000) / rate
    if (performance.now() < due) await wait(due - performance.now())
    if (sentAt === 0 && performance.now() - begun > 3_000) {
      sentAt = performance.now()
      gateway.stop()
    }
    answers.push(
      ask(gateway.origin, customer(600_000_101 + (number % 4)), { cookie: cookies[number % 10], dispatcher }),
    )
  }
  const all = await Promise.all(answers)
  const { code, at } = await ended
  await dispatcher.close()
  const of = (is) => all.filter(is).length
  const refused = of(({ status, text }) => status === 0 && text === 'ECONNREFUSED')
  const lost = all.filter(({ status, text }) => status === 0 && text !== 'ECONNREFUSED')
  return [
    `SIGTERM under ${rate} requests a second: ${of(({ status }) => status === 200)} answered, ${of(({ status }) => status >= 400)} answered with a failure, ${refused} not taken (the port was closed), ${lost.length} lost${lost.length > 0 ? ` (${[...new Set(lost.map(({ text }) => text))].join(', ')})` : ''}. Exit code ${code} after ${((at - sentAt) / 1000).toFixed(1)} s.`,
  ]
}

/** Ten times: killed while people sign in and look up. Each session there was is valid afterwards, or cleanly over. */
async function kill(env) {
  const found = { valid: 0, over: 0, half: 0, signIns: 0 }
  for (let round = 0; round < 10; round += 1) {
    const gateway = await start(env)
    const cookies = []
    const killed = { yet: false }
    const letIn = async () => {
      while (!killed.yet) {
        const cookie = await signIn(gateway.origin)
        if (cookie !== undefined) cookies.push(cookie)
      }
    }
    const lookUp = async () => {
      while (!killed.yet) await ask(gateway.origin, customer(600_000_101), { cookie: cookies.at(-1) })
    }
    cookies.push(await signIn(gateway.origin))
    const tills = [letIn(), lookUp(), lookUp(), lookUp()]
    await wait(500 + Math.random() * 500)
    gateway.process.kill('SIGKILL')
    killed.yet = true
    await Promise.all([...tills, once(gateway.process, 'exit')])
    const again = await start(env)
    for (const cookie of cookies) {
      const { status } = await ask(again.origin, customer(600_000_101), { cookie })
      found[status === 200 ? 'valid' : status === 401 ? 'over' : 'half'] += 1
    }
    const cookie = await signIn(again.origin)
    if ((await ask(again.origin, customer(600_000_101), { cookie })).status === 200) found.signIns += 1
    again.stop()
    await once(again.process, 'exit')
  }
  return [
    `kill -9 among sign-ins and look-ups, ten times: of ${found.valid + found.over + found.half} sessions that had been told to somebody ${found.valid} were valid after the restart, ${found.over} cleanly over, ${found.half} neither; ${found.signIns} of 10 new sign-ins worked.`,
  ]
}
