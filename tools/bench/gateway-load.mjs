// What the gateway costs in processor time, for look-ups, photos and names, and how it holds up under many tills: the built gateway as shipped (session,
// masking, limits and record on), on its embedded store and on a PostgreSQL server, against a bare proxy by undici and nginx. `npm run build`,
// then `node tools/bench/gateway-load.mjs [calls] [seconds] [tills, …]`. tools/bench/README.md says how the figures are taken.
import os from 'node:os'
import { demoTill, startGateway } from './gateway-process.mjs'
import { inTurns, signIn } from './gateway/drive.mjs'
import { aPhoto } from './gateway/photo.mjs'
import { bareProxy, countersign, forked, nginx, postgres, stopAll } from './gateway/processes.mjs'
import { report } from './gateway/report.mjs'
import { growth } from './gateway/tills.mjs'

const calls = Number(process.argv[2] ?? 4000)
const seconds = Number(process.argv[3] ?? 20)
const steps = (process.argv[4] ?? '1,10,100,1000').split(',').map(Number)
const rounds = 4
const sizes = { calls, photos: Math.ceil(calls / 4), photo: 200, names: Math.ceil(calls / 4) }
const load = os.loadavg()[0]
const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
/** Without a photo: what fetching one ahead costs is measured with the photos. */
const plain = '600000101'
const withPhoto = '565039505'
const beginnings = 'aar ana arj dee div gau har ish jyo kar lak man mee nan nik poo pra rah rit san'.split(
  ' ',
)

const sandbox = await startGateway({ SIGN_IN: 'none' })
const server = await postgres()
const missing =
  server === undefined ? ['PostgreSQL is not installed here: the gateway was not measured on a server.'] : []

try {
  const lookUps = await measureLookUps()
  const photos = await measurePhotos()
  const names = await measureNames()
  if (!names.some(({ name }) => name.startsWith('nginx')))
    missing.push('nginx is not installed here: not measured.')
  report({ sizes, load, lookUps: lookUps.results, photos, names, growths: lookUps.growths, missing })
} finally {
  sandbox.stop()
  stopAll()
}

async function answerAbout(id) {
  const answer = await fetch(`${sandbox.sandbox}/v2/customers/${id}/setImage?${query}`, {
    headers: { authorization: demoTill },
  })
  return answer.text()
}

/** The gateway in both its forms. The second only where there is a server. */
async function gateways(env) {
  const embedded = await countersign('Countersign, embedded store', env)
  return server === undefined
    ? [embedded]
    : [embedded, await countersign('Countersign, PostgreSQL server', env, server)]
}

async function besides(to, authorization) {
  const all = [
    await bareProxy('bare undici proxy', to, authorization),
    await bareProxy('the same again (A/A)', to, authorization),
    await nginx(to, authorization),
  ]
  return all.filter((each) => each !== undefined)
}

function tillsOf(origin) {
  return Promise.all(Array.from({ length: 40 }, (_, number) => signIn(origin, number)))
}

async function measureLookUps() {
  const vendor = await forked('vendor', { body: await answerAbout(plain), id: plain })
  const ours = await gateways({ CAPILLARY_URL: vendor.origin, PHOTO_ORIGINS: vendor.origin })
  const fresh = freshIds()
  const asked = (await besides(vendor.origin)).map((each) => asking(each, () => lookUp(fresh())))
  for (const each of ours) {
    const tills = await tillsOf(each.origin)
    const by = (call) => ({ headers: tills[call % tills.length] })
    asked.push(
      {
        ...each,
        name: `${each.name}: a customer not seen before`,
        questionOf: (call) => ({ ...lookUp(fresh()), ...by(call) }),
      },
      {
        ...each,
        name: `${each.name}: the same four`,
        questionOf: (call) => ({ ...lookUp(600_000_101 + (call % 4)), ...by(call) }),
      },
    )
  }
  const results = await inTurns(asked, { rounds, count: calls / rounds, warm: 500 })
  const growths = []
  for (const each of ours)
    growths.push(await growth(each, { steps, seconds, pathOf: () => lookUp(fresh()).path }))
  return { results, growths }
}

/** A candidate, and what it is asked. */
function asking(candidate, questionOf) {
  return { ...candidate, questionOf }
}

function lookUp(id) {
  return { path: `/v2/customers/${id}/setImage?${query}` }
}

/** Far enough from each other not to be in a row. */
function freshIds() {
  let next = 700_000_000
  return () => (next += 37)
}

async function measurePhotos() {
  const host = await forked('photo-host', { photo: aPhoto(sizes.photo * 1000) })
  const links = /http:\/\/127\.0\.0\.1:\d+(?=\/)/g
  const vendor = await forked('vendor', {
    body: (await answerAbout(withPhoto)).replaceAll(links, host.origin),
    id: withPhoto,
  })
  const asked = (await besides(host.origin)).map((each) => asking(each, () => ({ path: '/photo.jpg' })))
  for (const each of await gateways({ CAPILLARY_URL: vendor.origin, PHOTO_ORIGINS: `${host.origin}/` })) {
    const headers = await signIn(each.origin, 1)
    const customer = await (await fetch(each.origin + lookUp(withPhoto).path, { headers })).json()
    const path = customer.customerImage.map(({ secureFilePath, filePath }) => secureFilePath ?? filePath)[0]
    asked.push({ ...each, questionOf: () => ({ path, headers }) })
  }
  return inTurns(asked, { rounds, count: sizes.photos / rounds, warm: 50 })
}

async function measureNames() {
  const { sandbox: to } = sandbox
  const path = (call) => `/v2/customers/search?q=${beginnings[call % beginnings.length]}&limit=20&offset=0`
  const asked = (await besides(to, demoTill)).map((each) => asking(each, (call) => ({ path: path(call) })))
  for (const each of await gateways({
    CAPILLARY_URL: to,
    PHOTO_ORIGINS: to,
    SIGN_IN: 'none',
    CAPILLARY_TILL: 'till.demo',
    CAPILLARY_TILL_PASSWORD: 'countersign-demo',
  })) {
    const opened = await fetch(`${each.origin}/api/session`)
    const headers = {
      cookie: (opened.headers.get('set-cookie') ?? '').split(';', 1)[0],
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    }
    const body = (call) => JSON.stringify({ text: beginnings[call % beginnings.length], limit: 20 })
    asked.push({
      ...each,
      questionOf: (call) => ({ path: '/api/search', method: 'POST', headers, body: body(call) }),
    })
  }
  return inTurns(asked, { rounds, count: sizes.names / rounds, warm: 40 })
}
