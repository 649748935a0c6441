/**
 * A till system that has its customers verified by Countersign, in both ways there are: by a window and messages, and by sending the
 * browser there and back. It keeps nothing and is no more than a sample.
 *
 *   API_KEYS=… POS_ORIGINS=http://localhost:9000 npm start     (Countersign)
 *   COUNTERSIGN_KEY=… node examples/pos/pos.mjs                (this)
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { URLSearchParams } from 'node:url'

const { PORT = '9000', COUNTERSIGN_URL = 'http://localhost:8080', COUNTERSIGN_KEY = '' } = process.env
const page = await readFile(new URL('index.html', import.meta.url), 'utf8')
const [script, client] = await Promise.all(
  ['pos.js', 'countersign-till.js'].map((file) => readFile(new URL(file, import.meta.url), 'utf8')),
)

const server = createServer((request, response) => {
  answer(request, response).catch((fault) => {
    response
      .writeHead(502, { 'content-type': 'text/plain' })
      .end(`Countersign could not be asked: ${fault.message}`)
  })
})
server.listen(Number(PORT), 'localhost')
await once(server, 'listening')
const origin = `http://localhost:${server.address().port}`
process.stdout.write(`The sample till system is at ${origin}\n`)

async function answer(request, response) {
  const url = new URL(request.url ?? '/', origin)
  switch (url.pathname) {
    case '/':
      return show(response, page.replaceAll('COUNTERSIGN_URL', COUNTERSIGN_URL))
    case '/pos.js':
      return show(response, script.replaceAll('COUNTERSIGN_URL', COUNTERSIGN_URL), 'text/javascript')
    case '/countersign-till.js':
      return show(response, client, 'text/javascript')
    case '/verify':
      return send(response, new URLSearchParams(await bodyOf(request)))
    case '/back':
      return comeBack(response, url.searchParams.get('code'))
    case '/receipt':
      return readAgain(response, url.searchParams.get('receipt'))
    default:
      return response.writeHead(404).end()
  }
}

/** Hands the customer over, server to server, and sends the browser after them: the address holds nothing but a code. */
async function send(response, form) {
  const { url } = await askCountersign('/api/hand-over', {
    identifier: { kind: 'mobile', value: form.get('mobile') },
    purpose: form.get('purpose'),
    returnTo: `${origin}/back`,
  })
  response.writeHead(303, { location: new URL(url, COUNTERSIGN_URL).href }).end()
}

/** Changes the code that the browser brought back for the result. Without a code the associate gave up. */
async function comeBack(response, code) {
  if (code === null)
    return show(response, '<!doctype html><title>Sale</title><p id="result">Not verified.</p>')
  const { receipt, result, userId, purpose } = await askCountersign('/api/hand-over/result', { code })
  // No receipt: the store's policy needs no verification for this.
  if (receipt === undefined)
    return show(
      response,
      `<!doctype html><title>Sale</title><p id="result">Customer ${userId}: ${result}, for "${purpose}".</p>`,
    )
  show(
    response,
    `<!doctype html><title>Sale</title><p id="result">Customer ${userId}: ${result}, for "${purpose}", receipt ${receipt}.</p>
    <a href="/receipt?receipt=${receipt}">Look the receipt up again</a>`,
  )
}

/** The associate can take a decision back for some seconds after the return, so the receipt is read before the sale is closed. */
async function readAgain(response, receipt) {
  const { result, purpose } = await askCountersign(`/api/verifications/${receipt}`)
  show(response, `<!doctype html><title>Sale</title><p id="result">${result}, for "${purpose}".</p>`)
}

async function askCountersign(path, body) {
  const answered = await fetch(new URL(path, COUNTERSIGN_URL), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${COUNTERSIGN_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const told = await answered.json()
  if (!answered.ok) throw new Error(told.title)
  return told
}

async function bodyOf(request) {
  let text = ''
  for await (const piece of request) text += piece
  return text
}

const show = (response, text, type = 'text/html') =>
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text)
