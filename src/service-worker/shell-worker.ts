/*
 * Keeps the built shell on a till, so that a start needs no network: the pages of one language and the scripts and styles they
 * need, unchanged from the build. It never stores an answer of the gateway to a call. The reasons are in `docs/decisions/020`.
 */

declare const self: ServiceWorkerGlobalScope

type Shell = {
  /** The version of the shell's whole content. */
  version: string
  /** Addresses that every language needs, each with its hash (https://www.w3.org/TR/SRI/). */
  files: Record<string, string>
  /** The additional addresses of each language, by its tag. */
  languages: Record<string, Record<string, string>>
  languageCookie: string
}

/** Inserted by `tools/build/shell-worker.ts`. */
declare const SHELL: Shell

const { version, files, languages, languageCookie } = SHELL

/** The current language. The page passes it when it registers this script. */
const language = new URL(self.location.href).searchParams.get('language') ?? 'en'

const startPage = (spoken: string) => `/start.${spoken}.html`
const otherPage = (spoken: string) => `/index.${spoken}.html`

const prefix = 'shell-'
const cacheName = `${prefix}${version}-${language}`

/** Milliseconds to wait for the network before a kept page is used. */
const patience = 3000

self.addEventListener('install', (event) => {
  keepCallsOut(event)
  event.waitUntil(fill())
})

/**
 * Calls and photos never start this worker, in browsers that support that:
 * https://w3c.github.io/ServiceWorker/#dom-installevent-addroutes
 */
function keepCallsOut(event: ExtendableEvent) {
  if (!('addRoutes' in event) || typeof event.addRoutes !== 'function') return
  const calls = ['/api/*', '/v2/*', '/photos/*'].map((pathname) => ({ urlPattern: { pathname } }))
  event.addRoutes([{ condition: { or: calls }, source: 'network' }])
}

/**
 * Stores all files or none, the pages last, so that a stored page never refers to a missing file. Files are fetched one after
 * another, so that a look-up in the meantime has priority.
 */
async function fill() {
  const cache = await caches.open(cacheName)
  if (await cache.match(startPage(language))) return
  const isPart = ([address]: [string, string]) => isHashed(address)
  const ofLanguage = Object.entries(languages[language] ?? {})
  const parts = [...Object.entries(files), ...ofLanguage.filter(isPart)]
  const pages = ofLanguage.filter((each) => !isPart(each))
  for (const [address, integrity] of [...parts, ...pages.toReversed()])
    await cache.put(address, (await keptPart(address)) ?? (await fetchPart(address, integrity)))
}

/**
 * Without cookies, so that nothing personal can be stored; with its hash, so that a Wi-Fi's sign-in page is not mistaken for it.
 */
async function fetchPart(address: string, integrity: string) {
  const cache = isHashed(address) ? 'default' : 'no-store'
  const answer = await fetch(address, { integrity, cache, credentials: 'omit', priority: 'low' })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer
}

const isHashed = (address: string) => address.startsWith('/assets/')

const keptPart = async (address: string) =>
  isHashed(address) ? caches.match(address, { ignoreVary: true }) : undefined

self.addEventListener('activate', (event) => event.waitUntil(settle()))

/** The previous shell stays until the next one arrives, because pages rendered from it fetch their lazy parts from it. */
async function settle() {
  const former = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(former.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage(Object.keys(files))
}

/** A page sends this when no customer is on screen and nothing is typed: `src/app/shell.ts`. */
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode !== 'navigate') {
    if (isHashed(pathname)) event.respondWith(keptPart(pathname).then((part) => part ?? fetch(request)))
  } else if (pathname === '/') event.respondWith(start(request))
  // Not `/hand-over`: its answer needs its own header, which lets the till system's window receive the result.
  else if (/^\/(?:pauses$|self-test$|customers\/)/.test(pathname)) event.respondWith(networkFirst(request))
})

/** A start is between customers, so a waiting newer shell may take over, and the page comes from it. */
async function start(request: Request) {
  self.registration.waiting?.postMessage('take over')
  const spoken = (await chosenLanguage()) ?? language
  return (
    (await keptPage(startPage(spoken))) ??
    (await answered(fetch(request))) ??
    (await keptPage(startPage(language))) ??
    Response.error()
  )
}

/** The page is the same for every customer, so the address of a customer is never used as a key here. */
async function networkFirst(request: Request) {
  const tooLate = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), patience)
  })
  const answer = answered(fetch(request))
  const spoken = (await chosenLanguage()) ?? language
  return (
    (await Promise.race([answer, tooLate])) ??
    (await keptPage(otherPage(spoken))) ??
    (await keptPage(otherPage(language))) ??
    (await answer) ??
    Response.error()
  )
}

/** `undefined` if the network or the gateway is down. A proxy in front of the gateway may still answer. */
const answered = (answer: Promise<Response>) =>
  answer.then(
    (there) => (there.status < 500 ? there : undefined),
    () => undefined,
  )

/** The language by the same cookie and rule as in the gateway: `gateway/http/language.ts`. */
async function chosenLanguage() {
  if (!('cookieStore' in self)) return undefined
  const chosen = await self.cookieStore.get(languageCookie)
  return chosen?.value !== undefined && chosen.value in languages ? chosen.value : undefined
}

/** The page from the newest shell that has it. */
async function keptPage(page: string) {
  for (const name of (await caches.keys()).toReversed()) {
    const kept = await caches.match(page, { cacheName: name, ignoreVary: true })
    if (kept) return kept
  }
  return undefined
}
