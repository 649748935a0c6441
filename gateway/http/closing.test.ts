import fastify from 'fastify'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { closeGently, stopTaking } from './closing.ts'

/** Tills on a thread of their own, each asking again and again, on a new connection where the old one has ended, until it is refused one. */
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
    // It takes one connection in each turn, and has less time for a turn than tills come in it.
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
