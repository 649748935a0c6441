import { expect, test } from '../support/fixtures.ts'
import { grown, openTill, type Held } from '../support/shift.ts'

/** A short shift by default; `LOOK_UPS=10000` is a long one, which prints what it held at each tenth. */
const lookUps = Number(process.env.LOOK_UPS ?? 24)
const isLong = lookUps >= 240

test.describe.configure({ mode: 'default' })
test.setTimeout(60_000 + lookUps * 600)

test('a page that forgets to let go of pictures, listeners and elements is found out', async ({
  page,
  shop,
}) => {
  const till = await openTill({ page, shop })
  await page.evaluate(() => {
    const { removeChild } = Node.prototype
    const kept: Node[] = []
    Node.prototype.removeChild = function remove(child) {
      kept.push(child)
      removeChild.call(this, child)
      return child
    }
    URL.revokeObjectURL = () => undefined
    window.removeEventListener = () => undefined
    document.removeEventListener = () => undefined
  })
  await till.work(2, { lock: 1 })
  const before = await till.held()
  await till.work(8, { lock: 3 })
  const found = grown(before, await till.held(), 2)
  expect(found).toEqual(expect.arrayContaining(['nodes', 'listeners', 'object URLs']))
})

test('a shift of look-ups, renewals, sleeps, outages, languages and locks leaves nothing behind in the page', async ({
  page,
  shop,
}) => {
  const till = await openTill({ page, shop })
  const once = { outage: 1, 'vendor’s outage': 1, 'other language': 1, lock: 1, 'larger photo': 1, sleep: 1 }
  await till.work(isLong ? 100 : 6, { ...once, 'other language': 3, renewal: 1, 'self-test': 1 })
  const before = await till.held()
  const report = (done: number, { heap, nodes, listeners, objectUrls }: Held) => {
    if (!isLong) return
    const more = (heap - before.heap).toFixed(2)
    console.log(`| ${done} | ${heap.toFixed(2)} | ${more} | ${nodes} | ${listeners} | ${objectUrls} |`)
  }
  if (isLong) console.log('\n| look-ups | heap, MB | more, MB | nodes | listeners | object URLs |')
  if (isLong) console.log('| --- | --- | --- | --- | --- | --- |')
  report(0, before)
  let after = before
  const parts = isLong ? 8 : 1
  const times = isLong
    ? { ...once, renewal: 3, 'other language': 3, lock: 2, 'larger photo': 5, 'self-test': 1 }
    : { ...once, renewal: 1 }
  for (let part = 1; part <= parts; part += 1) {
    await till.work(lookUps / parts, times)
    after = await till.held()
    report((part * lookUps) / parts, after)
  }
  expect(grown(before, after, 2)).toEqual([])
})
