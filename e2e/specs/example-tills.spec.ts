import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { freePort, openStore } from '../support/till-system.ts'
import { same } from '../support/verifying.ts'

test('a till that only opens addresses finds the answer in a file', async ({ browser }) => {
  const context = await browser.newContext()
  await using folder = await temporaryFolder()
  const port = await freePort()
  const origin = `http://localhost:${port}`
  await using store = await openStore(context, { env: { POS_ORIGINS: origin } })
  const answers = path.join(folder.path, 'answers.jsonl')
  const bridge = spawn(process.execPath, ['examples/by-address/bridge.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      COUNTERSIGN_URL: store.url,
      COUNTERSIGN_KEY: store.key,
      ANSWERS: answers,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(bridge.stdout), 'line')
  const page = await context.newPage()
  await page.goto(`${origin}/verify?customer=565040002&purpose=redeem&sale=17&points=350`)
  await expect(title(page)).toHaveText('Rohan Mehta')
  await same(page).click()
  await page.getByRole('button', { name: /^Back to localhost/ }).click()
  await expect(page.getByText('Answer: same. Go back to the sale.')).toBeVisible()
  const [line = ''] = (await readFile(answers, 'utf8')).split('\n')
  expect(JSON.parse(line)).toMatchObject({ userId: '565040002', result: 'same', sale: '17', points: 350 })
  bridge.kill()
  await context.close()
})

/** A web till that runs extensions: a page, and the files of the examples. */
async function openWebTill(port: number) {
  const server = createServer((request, response) => {
    if (request.url === '/')
      return void response.setHeader('content-type', 'text/html').end('<!doctype html><h1>Order 17</h1>')
    readFile(path.join('examples', path.normalize(request.url ?? '/'))).then(
      (text) => response.setHeader('content-type', 'text/javascript').end(text),
      () => response.writeHead(404).end(),
    )
  }).listen(port, 'localhost')
  await once(server, 'listening')
  return { [Symbol.asyncDispose]: async () => void server.close() }
}

test('an extension of a web till shows the face for earning, and redeems nothing without a receipt', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  const port = await freePort()
  const origin = `http://localhost:${port}`
  await using store = await openStore(context, { env: { POS_ORIGINS: origin } })
  await using _till = await openWebTill(port)
  const page = await context.newPage()
  await page.goto(origin)
  await page.exposeFunction('spend', async (receipt: string, by: string, use: object) => {
    const answer = await fetch(`${store.url}/api/verifications/${receipt}/spend`, {
      method: 'POST',
      headers: { authorization: `Bearer ${store.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...use, by }),
    })
    return (await answer.json()).covers
  })
  await page.evaluate(async (url) => {
    const file = '/extension/extension.js'
    const { addCountersign } = await import(file)
    const order = { id: '17', mobile: '+91 60000 00002', points: 350, amount: 87 }
    const said: string[] = []
    addCountersign(url, {
      order: () => order,
      onCustomer: (on: (order: object) => void) => Object.assign(window, { setCustomer: () => on(order) }),
      beforeRedeem: (ask: () => Promise<boolean>) => Object.assign(window, { redeem: ask }),
      say: (text: string) => said.push(text),
      spend: Reflect.get(window, 'spend'),
    })
    Object.assign(window, { said })
  }, store.url)
  const call = (name: string) => page.evaluate((what) => Reflect.get(window, what)(), name)
  const frame = page.frameLocator('iframe')

  await call('setCustomer')
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Rohan Mehta')
  await expect(frame.getByText('No check is needed for this.')).toBeVisible()

  const refused = call('redeem')
  await frame.getByRole('button', { name: 'Not sure' }).click()
  expect(await refused).toBe(false)
  expect(await page.evaluate(() => Reflect.get(window, 'said'))).toEqual([
    'The customer could not be confirmed.',
  ])

  const redeemed = call('redeem')
  await frame.getByRole('button', { name: 'Same person: Rohan Mehta' }).click()
  expect(await redeemed).toBe(true)
  await context.close()
})
