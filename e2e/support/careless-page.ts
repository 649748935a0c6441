import { createServer } from 'node:http'

/** Eight letters for each way in which a page may leave something behind. */
export const carelessWays = {
  localStorage: 'zqxvstoragel',
  sessionStorage: 'zqxvstorages',
  indexedDb: 'zqxvindexedd',
  cacheStorage: 'zqxvcachesto',
  httpCache: 'zqxvhttpcach',
  photoCache: 'zqxvphotocac',
  address: 'zqxvaddressb',
  title: 'zqxvpagetitl',
  historyState: 'zqxvhistorys',
  cookie: 'zqxvcookiejr',
} as const

const script = `
  const ways = ${JSON.stringify(carelessWays)}
  const lastingly = { headers: { 'content-type': 'text/plain' } }
  localStorage.setItem('customer', ways.localStorage)
  sessionStorage.setItem('customer', ways.sessionStorage)
  document.cookie = 'customer=' + ways.cookie + '; max-age=86400'
  history.replaceState({ name: ways.historyState }, '', '/?name=' + ways.address)
  document.title = ways.title
  const opened = indexedDB.open('customers')
  opened.onupgradeneeded = () => opened.result.createObjectStore('names')
  const kept = new Promise((resolve) => {
    opened.onsuccess = () => {
      const writing = opened.result.transaction('names', 'readwrite', { durability: 'strict' })
      writing.objectStore('names').put(ways.indexedDb, 1)
      writing.oncomplete = resolve
    }
  })
  const cached = caches.open('customers').then((cache) => cache.put('/customer', new Response(ways.cacheStorage, lastingly)))
  const photo = new Image()
  photo.src = '/photo'
  await Promise.all([kept, cached, fetch('/answer').then((answer) => answer.text()), photo.decode()])
  document.body.append('done')
`

/** One pixel, after whose end the file goes on: no decoder minds. */
const picture = Buffer.concat([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  Buffer.from(carelessWays.photoCache),
])

/** A page that leaves a customer behind in every way a page can, and never clears anything. */
export async function serveCareless() {
  const kept = { 'cache-control': 'max-age=86400' }
  const server = createServer(({ url }, answer) => {
    if (url === '/answer') answer.writeHead(200, kept).end(carelessWays.httpCache)
    else if (url === '/photo') answer.writeHead(200, { ...kept, 'content-type': 'image/png' }).end(picture)
    else
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><link rel=icon href=data:,><body><script type=module>${script}</script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the careless page has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}
