// The pages that are compared, each on a server of its own before the same vendor: two that are written by hand, the bare stack, and ours.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import tailwind from '@tailwindcss/vite'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'
import { demoTill, startGateway } from '../gateway-process.mjs'

/** No framework, nothing but the two requests. */
const floorPage = `<!doctype html><meta charset="utf-8"><title>floor</title>
<form><label>Find a customer <input autofocus></label></form><h1></h1><div id="photo"></div>
<script>
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const id = document.querySelector('input').value
  document.querySelector('#photo').replaceChildren()
  const customer = await (await fetch('/json/' + id)).json()
  const name = customer.profiles[0].firstName
  document.querySelector('h1').textContent = name
  const photo = new Image(400)
  photo.alt = 'Photo of ' + name
  photo.src = customer.customerImage[0].secureFilePath
  document.querySelector('#photo').replaceChildren(photo)
})
</script>`

/** The same with what a page can do about the connection to the photo host: opened at start, and again with every key. */
const limitPage = (photos) =>
  floorPage
    .replace('<title>floor</title>', `<title>limit</title><link rel="preconnect" href="${photos}">`)
    .replace(
      '</script>',
      `document.querySelector('input').addEventListener('input', () => {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = '${photos}'
  document.head.append(link)
  setTimeout(() => link.remove(), 1000)
})
</script>`,
    )

const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
const authorization = demoTill

/** Our built gateway with the vendor it plays. */
export async function startOurs({ vendorDelay, photoDelay }) {
  const gateway = await startGateway({
    SIGN_IN: 'none',
    POLICY: 'e2e/support/unhurried-policy.json',
    LOCK_AFTER: '3600',
  })
  const control = (switches) =>
    fetch(`${gateway.sandbox}/_sandbox/control`, { method: 'PUT', body: JSON.stringify(switches) })
  await control({ apiDelay: vendorDelay, photoDelay })
  return { ...gateway, control }
}

/** @returns where the photos of a vendor come from */
export async function photoOriginOf(sandbox, userId) {
  const answer = await fetch(`${sandbox}/v2/customers/${userId}/setImage?${query}`, {
    headers: { authorization },
  })
  return new URL((await answer.json()).customerImage[0].secureFilePath).origin
}

/** A server of one page, which passes `/json/{id}` on to the vendor with the credentials and nothing else. */
export async function startPlain(sandbox, files) {
  const agent = new http.Agent({ keepAlive: true })
  const server = http.createServer((request, response) => {
    const id = /^\/json\/(\d+)$/.exec(request.url ?? '')?.[1]
    if (id !== undefined) {
      const address = `${sandbox}/v2/customers/${id}/setImage?${query}`
      http.get(address, { agent, headers: { authorization } }, (answer) => answer.pipe(response))
      return
    }
    const file = files.get(request.url) ?? files.get('/')
    const isHashed = request.url?.startsWith('/assets/')
    response.writeHead(200, {
      'content-type': file.type,
      'content-encoding': 'br',
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-store',
    })
    response.end(file.body)
  })
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: server.address().port, stop: () => server.close().closeAllConnections() }
}

const page = (html) => new Map([['/', { type: 'text/html; charset=utf-8', body: brotliCompressSync(html) }]])
export const floorFiles = () => page(floorPage)
export const limitFiles = (photos) => page(limitPage(photos))

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

/** Builds the bare stack, and takes it as its server would send it. */
export async function bareFiles() {
  const root = fileURLToPath(new URL('../bare', import.meta.url))
  const folder = path.resolve('dist/bare')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwind()],
    build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
  })
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
  return new Map(
    files.map((each) => {
      const file = path.join(each.parentPath, each.name)
      const address = `/${path.relative(folder, file)}`
      return [
        address === '/index.html' ? '/' : address,
        {
          type: types[path.extname(file)] ?? 'application/octet-stream',
          body: brotliCompressSync(fs.readFileSync(file)),
        },
      ]
    }),
  )
}
