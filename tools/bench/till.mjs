// What a till needs until it can be typed into, and from Enter to name and photo: our app against a page written by hand, the same with a warm
// connection, and the bare stack, in one interleaved run. `npm run bench [rounds]`; tools/bench/README.md says how each figure is taken.
import fs from 'node:fs'
import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBrowser, launchArgs } from '../scripts/browser.mjs'
import { openStoreLink } from './store-link.mjs'
import {
  bareFiles,
  floorFiles,
  limitFiles,
  photoOriginOf,
  startOurs,
  startPlain,
} from './till/candidates.mjs'
import { open, scriptSpeed } from './till/measure.mjs'
import { report, spread } from './till/report.mjs'

const rounds = Number(process.argv[2] ?? 8)
const throttle = Number(process.env.THROTTLE ?? 4)
const customers = [565040002, 565040003, 565040004]
const vendorDelay = 100
const store = { roundTrip: 40, handshakes: 2, megabits: 20, beginsSlowly: true }
/** Milliseconds from the browser to the photo host and back. */
const photoTrip = 100
/** As long as it takes a photo host to close a connection that nobody uses. */
const idle = 6_500
/** What a start and three look-ups take at most, pauses included. */
const atMost = 45_000
const places = [
  { name: 'far', photoDelay: 100 },
  { name: 'near', photoDelay: 5 },
]

const found = findBrowser()
if (found === undefined) {
  console.error('This bench needs a Chromium: run `node tools/scripts/browser.mjs` once.')
  process.exit(1)
}
if (!fs.existsSync('dist/app/start.en.html')) {
  console.error('This bench measures the built app: run `npm run build` first.')
  process.exit(1)
}

const ours = await startOurs({ vendorDelay, photoDelay: places[0].photoDelay })
const photos = await photoOriginOf(ours.sandbox, customers[0])
const plain = {
  floor: await startPlain(ours.sandbox, floorFiles()),
  'floor again (A/A)': await startPlain(ours.sandbox, floorFiles()),
  limit: await startPlain(ours.sandbox, limitFiles(photos)),
  'bare stack': await startPlain(ours.sandbox, await bareFiles()),
}
const candidates = [
  ...Object.entries(plain).map(([name, { port }]) => ({ name, port })),
  { name: 'Countersign', port: ours.port },
]

const speed = await scriptSpeed({ found, launchArgs })

/** Measurements that came to nothing, in words. */
const given = { up: [] }
const samples = new Map(candidates.map(({ name }) => [name, {}]))
const note = (name, figure, value) => {
  if (Number.isFinite(value)) (samples.get(name)[figure] ??= []).push(value)
}

for (const place of places) {
  await ours.control({ photoDelay: place.photoDelay })
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of candidates.toSorted(() => Math.random() - 0.5)) {
      await measureOnce(candidate, place)
    }
  }
}
for (const each of [...Object.values(plain), ours]) each.stop()
process.stderr.write('\n')
finish()

async function measureOnce(candidate, place) {
  const { name, port } = candidate
  const photoPort = Number(new URL(photos).port)
  const link = await openStoreLink({ ...store, port })
  const toPhotos = await openStoreLink({
    ...store,
    port: photoPort,
    roundTrip: Math.max(0, photoTrip - place.photoDelay),
    handshakeTrip: photoTrip,
  })
  const rules = `MAP 127.0.0.1:${photoPort} 127.0.0.1:${toPhotos.port}`
  const till = await open(`http://127.0.0.1:${link.port}/`, { found, launchArgs, rules, throttle })
  // A page that no longer answers is told, not waited for: its figures so far are dropped with it.
  const timer = new AbortController()
  const tooLong = sleep(atMost, 'stuck', { signal: timer.signal }).catch(() => 'done')
  try {
    const taken = await Promise.race([takeFigures(till, place.name), tooLong])
    if (taken === 'stuck') throw new Error(`no answer for ${atMost / 1000} s`)
    for (const [figure, value] of taken) note(name, figure, value)
    process.stderr.write('.')
  } catch (fault) {
    given.up.push(`${name}, ${place.name}: ${fault.message}`)
    process.stderr.write(`\n${given.up.at(-1)}\n`)
  } finally {
    timer.abort()
    await till.close()
    link.close()
    toPhotos.close()
  }
}

/** Start and look-ups of one fresh browser: pairs of a figure and its value. */
async function takeFigures(till, at) {
  const figures = []
  const cold = await till.start()
  if (at === 'far')
    for (const [figure, value] of Object.entries(cold.started)) figures.push([`cold ${figure}`, value])
  for (const [turn, userId] of customers.entries()) {
    if (turn === 2) await cold.pause(idle)
    const { name: named, photo, paint } = await cold.lookUp(userId)
    const which = ['first', 'second', 'after idle'][turn]
    figures.push([`${at}: ${which} name`, named], [`${at}: ${which} photo`, photo])
    if (turn > 0) figures.push([`${at}: next paint`, paint])
    await cold.pause(600)
  }
  if (at === 'far') {
    await cold.close()
    const warm = await till.start()
    figures.push(['warm usable', warm.started.usable], ['warm bytes', warm.started.bytes])
  }
  return figures
}

function finish() {
  const medians = new Map(
    [...samples].map(([name, figures]) => [
      name,
      Object.fromEntries(Object.entries(figures).map(([figure, values]) => [figure, spread(values)])),
    ]),
  )
  const about = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: os.cpus().length,
    load: os.loadavg()[0],
    speed,
    rounds,
    throttle,
    store,
    vendorDelay,
    photoTrip,
    givenUp: given.up,
  }
  fs.writeFileSync(
    'tools/bench/results.json',
    `${JSON.stringify({ about, figures: Object.fromEntries(medians) }, null, 2)}\n`,
  )
  const words = report(about, medians)
  fs.writeFileSync('tools/bench/results.md', words)
  console.log(words)
}
