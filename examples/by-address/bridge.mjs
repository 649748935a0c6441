/**
 * For a till that can do no more than open an address and wait for a file. It opens
 *
 *   http://localhost:9001/verify?customer=565040002&purpose=redeem&sale=17&points=350
 *
 * and this program, which runs beside it, sends the browser to Countersign and writes the answer as one line of JSON to ANSWERS. An
 * address never holds more of anybody than the user id.
 *
 *   COUNTERSIGN_URL=https://countersign.store.example COUNTERSIGN_KEY=… ANSWERS=answers.jsonl node examples/by-address/bridge.mjs
 */
import { appendFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'

const { PORT = '9001', COUNTERSIGN_URL = '', COUNTERSIGN_KEY = '', ANSWERS = 'answers.jsonl' } = process.env
const server = createServer((request, response) => {
  answer(new URL(request.url ?? '/', origin), response).catch((fault) =>
    show(response, 502, `Countersign could not be asked: ${fault.message}`),
  )
})
server.listen(Number(PORT), 'localhost')
await once(server, 'listening')
const origin = `http://localhost:${server.address().port}`
process.stdout.write(`The bridge is at ${origin}\n`)

async function answer({ pathname, searchParams }, response) {
  if (pathname === '/verify') {
    const given = Object.fromEntries(searchParams)
    const { url } = await askCountersign('/api/hand-over', {
      identifier: { kind: 'customerId', value: given.customer },
      ...(given.purpose && { purpose: given.purpose }),
      ...(given.sale && { sale: given.sale }),
      ...(given.points && { points: Number(given.points) }),
      ...(given.amount && { amount: Number(given.amount) }),
      returnTo: `${origin}/back`,
    })
    return response.writeHead(303, { location: new URL(url, COUNTERSIGN_URL).href }).end()
  }
  if (pathname !== '/back') return show(response, 404, 'There is nothing here.')
  const code = searchParams.get('code')
  const result =
    code === null ? { result: 'cancelled' } : await askCountersign('/api/hand-over/result', { code })
  await appendFile(ANSWERS, `${JSON.stringify(result)}\n`)
  return show(response, 200, `Answer: ${result.result}. Go back to the sale.`)
}

async function askCountersign(path, body) {
  const answered = await fetch(new URL(path, COUNTERSIGN_URL), {
    method: 'POST',
    headers: { authorization: `Bearer ${COUNTERSIGN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const told = await answered.json()
  if (!answered.ok) throw new Error(told.title)
  return told
}

const show = (response, status, text) =>
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(text)
