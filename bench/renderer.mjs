// What the page's process takes of a till's memory over many look-ups, with nobody listening to its network: a browser under test keeps
// every answer for whoever tests it. The page drives itself; the browser is only asked for its figures. Linux.
// `npm run build`, then `node bench/renderer.mjs [look-ups]`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from 'playwright'
import { WebSocket } from 'undici'
import { findBrowser, launchArgs } from '../scripts/browser.mjs'
import { startGateway } from './gateway-process.mjs'

const lookUps = Number(process.argv[2] ?? 2000)
const steps = 8
const found = findBrowser()
if (found === undefined || process.platform !== 'linux') {
  console.error('This bench needs a Chromium (run `node scripts/browser.mjs` once), on Linux.')
  process.exit(1)
}
const gateway = await startGateway({
  SIGN_IN: 'none',
  POLICY: 'e2e/unhurried-policy.json',
  LOCK_AFTER: '3600',
})
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-bench-'))
const browser = spawn(
  found.executablePath ?? chromium.executablePath(),
  [
    ...launchArgs,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--window-size=1366,768',
    gateway.origin,
  ],
  { stdio: 'ignore' },
)
try {
  const [port, own] = (await readSoon(path.join(profile, 'DevToolsActivePort'))).split('\n')
  const whole = await connect(`ws://127.0.0.1:${port}${own}`)
  const [{ webSocketDebuggerUrl }] = await (await fetch(`http://127.0.0.1:${port}/json`)).json()
  const page = await connect(webSocketDebuggerUrl)
  await page('Emulation.setFocusEmulationEnabled', { enabled: true })
  // Until the box hears scanners.
  while ((await valueOf(page, `document.querySelector('input[inputmode]') !== null`)) !== true)
    await wait(100)
  console.log('| look-ups | resident, MB | of which anonymous | heap, MB |\n| --- | --- | --- | --- |')
  for (let done = 0; done < lookUps; done += lookUps / steps) {
    await valueOf(page, `(${String(drive)})(${done}, ${lookUps / steps})`)
    await page('HeapProfiler.collectGarbage')
    const { processInfo } = await whole('SystemInfo.getProcessInfo')
    // The largest: a spare one waits for the next page.
    const [largest] = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => memoryOf(id))
      .toSorted((one, other) => other.resident - one.resident)
    const { usedSize } = await page('Runtime.getHeapUsage')
    console.log(
      `| ${done + lookUps / steps} | ${largest.resident.toFixed(0)} | ${largest.anonymous.toFixed(0)} | ${(usedSize / 1e6).toFixed(1)} |`,
    )
  }
} finally {
  browser.kill()
  await once(browser, 'exit')
  gateway.stop()
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(0)

/** In the page: types one customer's number after the other, each once the one before is shown. */
async function drive(from, many) {
  for (let number = from; number < from + many; number += 1) {
    const userId = String(565_040_002 + (number % 24))
    const box = document.querySelector('input')
    box.focus()
    box.select()
    document.execCommand('insertText', false, userId)
    box.form.requestSubmit()
    const photo = `section[data-customer="${userId}"] figure[data-photo-state="shown"] img`
    const begun = performance.now()
    while (document.querySelector(photo) === null) {
      if (performance.now() - begun > 10_000) throw new Error(`customer ${userId} was not shown`)
      await new Promise((tell) => setTimeout(tell, 15))
    }
    // A browser takes no more than 200 changes of address in ten seconds, and a look-up is two.
    await new Promise((tell) => setTimeout(tell, 110))
  }
}

async function readSoon(file) {
  while (!fs.existsSync(file)) await wait(50)
  return fs.readFileSync(file, 'utf8')
}

/** @returns what asks the other side of the browser's protocol for something: https://chromedevtools.github.io/devtools-protocol/ */
async function connect(address) {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('The browser could not be reached.')))
  })
  const asked = new Map()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data)
    asked.get(id)?.(result)
    asked.delete(id)
  })
  let latest = 0
  return (method, params = {}) =>
    new Promise((resolve) => {
      asked.set((latest += 1), resolve)
      socket.send(JSON.stringify({ id: latest, method, params }))
    })
}

/** @returns what a script in the page came to; nothing while there is no page yet */
async function valueOf(page, expression) {
  const answer = await page('Runtime.evaluate', { expression, awaitPromise: true })
  if (answer?.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.exception?.description)
  return answer?.result.value
}

/** Megabytes of a process, all and those that are nothing of a file's. */
function memoryOf(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1000
  return { resident: of('VmRSS'), anonymous: of('RssAnon') }
}
