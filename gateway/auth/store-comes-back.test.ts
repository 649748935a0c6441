import { once } from 'node:events'
import net from 'node:net'
import { expect, inject, test } from 'vitest'
import { openServer } from '#gateway/db/server.ts'
import { openShop } from '#test/support/shop.ts'
import { openEmptyStore } from '#test/support/store.ts'
import { migrate } from '#gateway/db/migrate.ts'

/** A proxy in front of the server. The connection can be cut and restored. */
async function openWay(to: URL) {
  const open = new Set<net.Socket>()
  let isCut = false
  const server = net.createServer((near) => {
    if (isCut) return void near.destroy()
    const far = net.connect(Number(to.port), to.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other).on('error', () => undefined)
      one.on('close', () => other.destroy()).on('error', () => undefined)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: new URL(to.href.replace(/:\d+\//, `:${port}/`)).href,
    cut() {
      isCut = true
      for (const each of open) each.destroy()
    },
    mend: () => void (isCut = false),
    async [Symbol.asyncDispose]() {
      server.close()
      for (const each of open) each.destroy()
    },
  }
}

const url = inject('databaseUrl')

test.runIf(url !== undefined)('a server that comes back finds everybody signed in still', async () => {
  await using schema = await openEmptyStore()
  const [{ name } = { name: '' }] = await schema.query('select current_schema() as name')
  await migrate(schema)
  await using way = await openWay(new URL(`${url}?options=-csearch_path%3D${String(name)}`))
  const store = openServer(way.url)
  await using shop = await openShop({ store })
  expect((await shop.customer(565039505)).statusCode).toBe(200)
  way.cut()
  const down = await shop.customer(565039505)
  expect([down.statusCode, down.json().code]).toEqual([503, 'store_down'])
  expect((await shop.gateway.inject('/readyz')).json()).toEqual({ status: 'store down' })
  way.mend()
  await expect.poll(async () => (await shop.gateway.inject('/readyz')).statusCode).toBe(200)
  expect((await shop.customer(565039505)).statusCode).toBe(200)
  await store.close()
})
