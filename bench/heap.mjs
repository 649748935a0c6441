// How much memory the page still holds after many look-ups: our app alone, no link, no delays. `npm run build`, then
// `node bench/heap.mjs [look-ups]`. The heap is taken after a forced collection at the 20th look-up and from there on; a snapshot tells
// what the engine compiled of it, and what is held.
import { chromium } from 'playwright'
import { findBrowser, launchArgs } from '../scripts/browser.mjs'
import { startGateway } from './gateway-process.mjs'

const lookUps = Number(process.argv[2] ?? 2000)
const customers = Array.from({ length: 24 }, (_, at) => 565040002 + at)
const found = findBrowser()
if (found === undefined) {
  console.error('This bench needs a Chromium: run `node scripts/browser.mjs` once.')
  process.exit(1)
}
const gateway = await startGateway({
  SIGN_IN: 'none',
  POLICY: 'e2e/unhurried-policy.json',
  LOCK_AFTER: '3600',
})
const browser = await chromium.launch({ ...found, args: launchArgs })
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
const cdp = await page.context().newCDPSession(page)
await page.goto(gateway.origin)
await page.getByRole('button', { name: 'Keys' }).waitFor()

const measured = []
for (let done = 1; done <= lookUps; done += 1) {
  const userId = String(customers[done % customers.length])
  await page.getByLabel('Find a customer').fill(userId)
  await page.keyboard.press('Enter')
  await page.locator(`section[data-customer="${userId}"] figure[data-photo-state="shown"] img`).waitFor()
  if ([20, 200, 500, 1000, lookUps].includes(done)) measured.push({ done, ...(await held()) })
}
await browser.close()
gateway.stop()
console.log(
  '| look-ups | heap, MB | more than after 20, MB | of which compiled code | of which held | DOM nodes | listeners |\n| --- | --- | --- | --- | --- | --- | --- |',
)
const [first] = measured
for (const { done, heap, code, objects, nodes, listeners } of measured) {
  const more = [heap - first.heap, code - first.code, objects - first.objects]
  console.log(
    `| ${done} | ${heap.toFixed(2)} | ${more.map((size) => size.toFixed(2)).join(' | ')} | ${nodes} | ${listeners} |`,
  )
}

async function held() {
  await page.waitForTimeout(1500)
  for (let time = 0; time < 3; time += 1) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
  return { heap: usedSize / 1e6, nodes, listeners: jsEventListeners, ...(await parts()) }
}

/** What the engine made of the scripts (bytecode, machine code, what it learnt of types), and all else of its heap, in MB. */
async function parts() {
  const pieces = []
  const listen = ({ chunk }) => pieces.push(chunk)
  cdp.on('HeapProfiler.addHeapSnapshotChunk', listen)
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  cdp.off('HeapProfiler.addHeapSnapshotChunk', listen)
  const { snapshot, nodes } = JSON.parse(pieces.join(''))
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const sizes = { code: 0, objects: 0 }
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[type][nodes[at + type]]
    if (kind === 'code') sizes.code += nodes[at + size] / 1e6
    // What is the browser's own is not in this heap.
    else if (kind !== 'native') sizes.objects += nodes[at + size] / 1e6
  }
  return sizes
}
