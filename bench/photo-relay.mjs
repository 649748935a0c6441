// From Enter to photo painted: our app, whose gateway relays the photo, against a hand-written page that loads the presigned link
// itself, over store links of 40, 100 and 150 ms. `npm run build` first, then `node bench/photo-relay.mjs [rounds]`.
// bench/README.md says how the figures are taken and what they leave out.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { findBrowser, launchArgs } from '../scripts/browser.mjs'
import { openStoreLink } from './store-link.mjs'

const rounds = Number(process.argv[2] ?? 7)
const roundTrips = [40, 100, 150]
const customers = ['565039505', '565040002', '565040003']
const vendorDelay = 100
const photoHostDelay = 5
const megabits = 20

/** No framework, nothing but the two requests: what a browser can do at best when it loads the link itself. */
const directPage = `<!doctype html><meta charset="utf-8"><title>direct</title>
<form><label>Find a customer <input autofocus></label></form><h1></h1><div id="photo"></div>
<script>
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const id = document.querySelector('input').value
  document.querySelector('#photo').replaceChildren()
  const customer = await (await fetch('/customers/' + id)).json()
  document.querySelector('h1').textContent = customer.profiles[0].firstName
  const photo = new Image()
  photo.alt = 'Photo of ' + customer.profiles[0].firstName
  photo.src = customer.customerImage[0].secureFilePath
  document.querySelector('#photo').replaceChildren(photo)
})
</script>`

const browserFound = findBrowser()
if (browserFound === undefined) {
  console.error('This bench needs a Chromium: run `node scripts/browser.mjs` once.')
  process.exit(1)
}

const gateway = await startGateway()
const direct = await startDirect(gateway.sandbox)
const rows = []
for (const roundTrip of roundTrips) rows.push(await compare(roundTrip))
direct.close()
gateway.stop()
report(rows)

async function startGateway() {
  const process_ = spawn(process.execPath, ['dist/gateway/server.js'], {
    env: { ...process.env, PORT: '0', SIGN_IN: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let [port, sandbox] = [0, '']
  for await (const line of createInterface({ input: process_.stdout })) {
    port ||= Number(/listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? 0)
    sandbox ||= /"sandbox":"([^"]+)"/.exec(line)?.[1] ?? ''
    if (port && sandbox) break
  }
  process_.stdout.resume()
  const delays = { apiDelay: vendorDelay, photoDelay: photoHostDelay }
  await fetch(`${sandbox}/_sandbox/control`, { method: 'PUT', body: JSON.stringify(delays) })
  return { port, sandbox, stop: () => process_.kill() }
}

/** The same vendor behind a gateway that does nothing but add the credentials. */
async function startDirect(sandbox) {
  const agent = new http.Agent({ keepAlive: true })
  const digest = 'Basic ' + Buffer.from(`till.demo:${await md5('countersign-demo')}`).toString('base64')
  const server = http.createServer((request, response) => {
    const id = /^\/customers\/(\d+)$/.exec(request.url ?? '')?.[1]
    if (id === undefined) return response.setHeader('content-type', 'text/html').end(directPage)
    const path = `/v2/customers/${id}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`
    http.get(sandbox + path, { agent, headers: { authorization: digest } }, (answer) => answer.pipe(response))
  })
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: server.address().port, close: () => server.close() }
}

async function md5(text) {
  const { createHash } = await import('node:crypto')
  return createHash('md5').update(text).digest('hex')
}

async function compare(roundTrip) {
  const photoPort = Number(new URL(await aPhotoLink()).port)
  const link = { roundTrip, megabits, handshakes: 2 }
  const toGateway = await openStoreLink({ ...link, port: gateway.port })
  const toDirect = await openStoreLink({ ...link, port: direct.port })
  const toPhotos = await openStoreLink({ ...link, port: photoPort })
  const rules = `MAP 127.0.0.1:${photoPort} 127.0.0.1:${toPhotos.port}`
  const samples = { relay: [[], [], []], direct: [[], [], []] }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, port] of [
      ['relay', toGateway.port],
      ['direct', toDirect.port],
    ]) {
      const times = await lookUps(`http://127.0.0.1:${port}/`, rules)
      times.forEach((time, at) => samples[name][at].push(time))
    }
  }
  for (const each of [toGateway, toDirect, toPhotos]) each.close()
  return { roundTrip, samples }
}

async function aPhotoLink() {
  const answer = await fetch(`http://127.0.0.1:${direct.port}/customers/${customers[0]}`)
  return (await answer.json()).customerImage[0].secureFilePath
}

/** A fresh browser, so that no connection and no cache is left over. */
async function lookUps(url, rules) {
  const browser = await chromium.launch({
    ...browserFound,
    args: [...launchArgs, `--host-resolver-rules=${rules}`],
  })
  const page = await browser.newPage()
  await page.goto(url)
  await page.getByLabel('Find a customer').waitFor()
  await page.waitForTimeout(1500)
  const times = []
  for (const customer of customers) {
    await page.getByLabel('Find a customer').fill(customer)
    times.push(await page.evaluate(enterToPhoto))
    await page.waitForTimeout(500)
  }
  await browser.close()
  return times
}

/** Runs in the page: presses Enter, waits for a new picture to be decoded, and for the frame after the one that paints it. */
function enterToPhoto() {
  const former = document.querySelector('img[alt^="Photo of"]')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  return new Promise((resolve) => {
    const begun = performance.now()
    document.querySelector('form').requestSubmit()
    const look = async () => {
      const photo = document.querySelector('img[alt^="Photo of"]')
      if (photo === null || photo === former || !photo.complete || photo.naturalWidth === 0) {
        await frame()
        return look()
      }
      await photo.decode()
      await frame()
      await frame()
      resolve(performance.now() - begun)
    }
    void look()
  })
}

function report(measured) {
  const lines = [
    `Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${rounds} interleaved rounds; vendor ${vendorDelay} ms, gateway ${photoHostDelay} ms from the photo host, ${megabits} Mbit/s.`,
    '',
    '| store link | look-up | presigned link, ms [quartiles] | relay, ms [quartiles] | relay ÷ presigned |',
    '|---|---|---|---|---|',
  ]
  for (const { roundTrip, samples } of measured)
    for (const [at, name] of ['first', 'second', 'third'].entries()) {
      const [own, other] = [spread(samples.direct[at]), spread(samples.relay[at])]
      lines.push(
        `| ${roundTrip} ms | ${name} | ${own.words} | ${other.words} | ${(other.median / own.median).toFixed(2)} |`,
      )
    }
  const noisy = measured.some(({ samples }) => spread(samples.direct[1]).width > 0.5)
  if (noisy)
    lines.push(
      '',
      'The machine was too busy for these figures to be quoted: the quartiles lie too far apart.',
    )
  console.log(lines.join('\n'))
  fs.writeFileSync('bench/results-photo-relay.md', `${lines.join('\n')}\n`)
}

function spread(values) {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  const [low, median, high] = [at(0.25), at(0.5), at(0.75)]
  return {
    median,
    width: (high - low) / median,
    words: `${median.toFixed(0)} [${low.toFixed(0)}–${high.toFixed(0)}]`,
  }
}
