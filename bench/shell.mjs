// The second start of a till that keeps the shell against that of one that does not (`SERVICE_WORKER=off`), interleaved, each in a browser
// whose profile lies on disk and is closed in between, over a store's line: milliseconds until the search box is painted, until it
// takes keys for good, and how many answers have crossed the line by then. `npm run build && node bench/shell.mjs [rounds]`.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright'
import { findBrowser, launchArgs } from '../scripts/browser.mjs'
import { startGateway } from './gateway-process.mjs'
import { openStoreLink } from './store-link.mjs'

const rounds = Number(process.argv[2] ?? 10)
const throttle = Number(process.env.THROTTLE ?? 4)
const store = { roundTrip: 40, handshakes: 2, megabits: 20, beginsSlowly: true }

const candidates = []
for (const [name, worker] of [
  ['without', 'off'],
  ['kept', 'on'],
]) {
  const gateway = await startGateway({ SIGN_IN: 'none', LOCK_AFTER: '3600', SERVICE_WORKER: worker })
  candidates.push({ name, gateway, samples: [] })
}
for (let round = 0; round < rounds; round += 1)
  for (const each of candidates.toSorted(() => Math.random() - 0.5)) each.samples.push(await measure(each))
for (const { gateway } of candidates) gateway.stop()

console.log(
  `${rounds} rounds, CPU ${throttle} times slower, ${store.roundTrip} ms round trip; median (least, most)`,
)
for (const { name, samples } of candidates) {
  const told = ['painted', 'usable', 'requests'].map((figure) => {
    const sorted = samples.map((sample) => sample[figure]).toSorted((one, other) => one - other)
    const [middle, least, most] = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)].map(
      Math.round,
    )
    return `${figure} ${middle} (${least}, ${most})`
  })
  console.log(`${name.padEnd(8)} ${told.join('   ')}`)
}

/** One till: a first start until it has what it keeps, then, after the browser was closed, the one that counts. */
async function measure({ name, gateway }) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-bench-'))
  const link = await openStoreLink({ ...store, port: gateway.port })
  const url = `http://127.0.0.1:${link.port}/`
  try {
    const first = await open(profile)
    await first.page.goto(url)
    if (name === 'kept')
      await first.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    else await first.page.waitForTimeout(4000)
    await first.browser.close()

    const { browser, page } = await open(profile)
    const cdp = await browser.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    let requests = 0
    await cdp.send('Network.enable')
    cdp.on('Network.responseReceived', ({ response }) => {
      if (!response.fromServiceWorker && !response.fromDiskCache) requests += 1
    })
    await page.goto(url, { waitUntil: 'commit' })
    await page.waitForSelector('input[role=combobox]')
    const times = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      usable: performance.now(),
    }))
    await browser.close()
    return { ...times, requests }
  } finally {
    link.close()
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function open(profile) {
  const browser = await chromium.launchPersistentContext(profile, { ...findBrowser(), args: launchArgs })
  return { browser, page: await browser.newPage() }
}
