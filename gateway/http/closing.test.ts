import fastify from 'fastify'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { closeGently, stopTaking } from './closing.ts'

/**
 * Tills on a thread of their own. Each sends requests repeatedly, on a new connection if the old one has ended, until a connection
 * is refused.
 */
const tills = `
  const { workerData, parentPort } = require('node:worker_threads')
  const { Agent, request } = require('undici')
  const dispatcher = new Agent({ connections: workerData.count })
  const told = { answered: 0, lost: 0 }
  let atWork = 0
  const till = async () => {
    for (let own = 1; ; own += 1) {
      try {
        const { body } = await request(workerData.origin, { dispatcher })
        await body.dump()
        told.answered += 1
        if (own === 1 && ++atWork === workerData.count) parentPort.postMessage('all are at work')
      } catch (fault) {
        if (fault.code !== 'ECONNREFUSED') told.lost += 1
        return
      }
    }
  }
  Promise.all(Array.from({ length: workerData.count }, till)).then(() => parentPort.postMessage(told))
`

test('a gateway that is too busy for its tills loses none of them when it ends', async () => {
  const app = fastify({ forceCloseConnections: 'idle', return503OnClosing: false })
  closeGently(app, 4_000)
  app.get('/', async () => {
    // The server accepts one connection per turn of the event loop, and new tills arrive faster than that.
    const until = performance.now() + 20
    while (performance.now() < until);
    return 'here you are'
  })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const worker = new Worker(tills, { eval: true, workerData: { origin, count: 50 } })
  await once(worker, 'message')
  const ended = once(worker, 'message')
  await stopTaking(app)
  await app.close()
  const [told] = await ended
  expect(told).toMatchObject({ lost: 0 })
  expect(told.answered).toBeGreaterThan(50)
})
