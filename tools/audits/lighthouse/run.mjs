// Lighthouse on the look-up page of the built app, served by its gateway on the sandbox, as a till's screen, in English and in Arabic, and as a telephone.
// `npm start -- 1` takes one round instead of three.
// Fails when a category is under its goal. `npm run build` at the root first, then `npm ci && npm start` here.
import * as chromeLauncher from 'chrome-launcher'
import lighthouse from 'lighthouse'
import desktopConfig from 'lighthouse/core/config/desktop-config.js'
import { spawn } from 'node:child_process'
import os from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { findBrowser, launchArgs } from '../../scripts/browser.mjs'

const goals = { accessibility: 100, 'best-practices': 100, performance: 95 }
const rounds = Number(process.argv[2] ?? 3)
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Lighthouse's own throttling of each: a desktop on a fast line; a mid-range telephone, four times slower, on slow 4G. */
const screens = [
  { screen: 'till', language: 'en', config: desktopConfig },
  { screen: 'telephone', language: 'en', config: undefined },
  { screen: 'till in Arabic', language: 'ar', config: desktopConfig },
]

async function serve() {
  // Of the environment only what finds Node: a CAPILLARY_URL set here must not be measured.
  const gateway = spawn(process.execPath, ['dist/gateway/server.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', SIGN_IN: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: gateway.stdout })) {
    const [, url] = /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? []
    if (url === undefined) continue
    gateway.stdout.resume()
    return { url, stop: () => gateway.kill() }
  }
  throw new Error('The gateway did not start. Has `npm run build` been run?')
}

function browserPath() {
  const found = findBrowser()
  if (found === undefined)
    throw new Error('No Chromium: run `node tools/scripts/browser.mjs` at the root first.')
  return found.executablePath ?? chromium.executablePath()
}

/** One run in a browser of its own, so that no run finds anything cached. */
async function measure(url, { language, config }) {
  const chrome = await chromeLauncher.launch({
    chromePath: browserPath(),
    chromeFlags: [...launchArgs, '--headless=new'],
  })
  try {
    const options = {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: Object.keys(goals),
      extraHeaders: { 'Accept-Language': language },
    }
    const { lhr } = await lighthouse(url, options, config)
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
    return lhr
  } finally {
    chrome.kill()
  }
}

const inOrder = (numbers) => numbers.toSorted((one, other) => one - other)
const median = (numbers) => inOrder(numbers)[Math.floor(numbers.length / 2)]
const worst = (numbers) => Math.min(...numbers)

/** Speed varies by itself and is judged by its median; the other two do not, and are judged by their worst. */
const verdict = { accessibility: worst, 'best-practices': worst, performance: median }

/** What cost points, so that a failure says where to look. */
const shortfalls = (lhr, category) =>
  lhr.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
    .map(({ id }) => `${id} (${lhr.audits[id].displayValue ?? lhr.audits[id].title})`)

const gateway = await serve()
console.log(
  `Load of the machine before: ${os.loadavg()[0].toFixed(1)} on ${os.availableParallelism()} cores.`,
)
const missed = []
try {
  for (const { screen, ...how } of screens) {
    const runs = []
    for (let round = 1; round <= rounds; round++) runs.push(await measure(`${gateway.url}/`, how))
    for (const [category, goal] of Object.entries(goals)) {
      const scores = runs.map((lhr) => Math.round(lhr.categories[category].score * 100))
      const score = verdict[category](scores)
      console.log(
        `${screen.padEnd(14)}  ${category.padEnd(14)}  ${score}  of ${scores.join(', ')}; goal ${goal}`,
      )
      if (score < goal) missed.push(`${screen}: ${category}: ${shortfalls(runs[0], category).join(', ')}`)
    }
    for (const metric of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'])
      console.log(
        `${screen.padEnd(14)}  ${metric}: ${Math.round(median(runs.map(({ audits }) => audits[metric].numericValue)))} ms`,
      )
  }
} finally {
  gateway.stop()
}
for (const miss of missed) console.error(`Under its goal: ${miss}`)
if (missed.length > 0) process.exitCode = 1
