import { expect, test } from 'vitest'
import { Readable } from 'node:stream'
import { ask } from '#test/support/ask.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { customerPath, openShop } from '#test/support/shop.ts'
import { openWire } from '#test/support/wire.ts'

const aditi = 565_039_505
const patience = { browser: 300 }

test.concurrent('two hundred connections that never finish their request are cut off, and everybody else is answered', async () => {
  await using shop = await openShop({ patience: { browser: 2_500 }, policy: withoutLimits })
  const origin = await shop.listen()
  const slow = await Promise.all(Array.from({ length: 200 }, () => openWire(origin)))
  for (const wire of slow) wire.send('GET / HTTP/1.1\nHost: shop\nX-A: ')
  const others = await Promise.all(
    Array.from({ length: 20 }, () => ask(origin, customerPath(aditi), { headers: shop.headers.read })),
  )
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200))
  await Promise.all(slow.map(({ closed }) => closed))
  expect(slow.map((wire) => wire.statuses())).toEqual(slow.map(() => [408]))
})

test.concurrent('content that never comes to its end is not waited for', async () => {
  await using shop = await openShop({ patience })
  using wire = await openWire(await shop.listen())
  wire.send(
    'POST /api/find HTTP/1.1\nHost: shop\nSec-Fetch-Site: same-origin\nContent-Type: application/json\nContent-Length: 400\n\n{',
  )
  await wire.closed
  expect(wire.statuses()).toEqual([408])
})

test.concurrent('a browser that stops reading its answer is let go, and so is what the answer comes from', async () => {
  const source = Readable.from(
    (function* endless() {
      for (;;) yield Buffer.alloc(65_536)
    })(),
  )
  await using shop = await openShop({
    patience,
    alter: (gateway) => void gateway.get('/endless', (_request, reply) => reply.send(source)),
  })
  using wire = await openWire(await shop.listen())
  wire.pause()
  wire.send('GET /endless HTTP/1.1\nHost: shop\n\n')
  await expect.poll(() => source.destroyed, { timeout: 15_000 }).toBe(true)
})
