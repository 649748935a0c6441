import type { Page } from '@playwright/test'
import { createServer } from 'node:http'
import { searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

test.use({ serviceWorkers: 'allow' })

/** A page of another site with a link to a customer. */
async function serveLink(to: string) {
  const server = createServer((_request, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><link rel=icon href=data:,><a href="${to}">Look here</a>`),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the page has no port')
  return {
    url: `http://localhost:${address.port}/`,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}

/** Until the kept shell answers for this page. */
const untilKept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

for (const kept of [false, true])
  test(`a link from another site looks nobody up, ${kept ? 'with' : 'without'} a kept shell`, async ({
    page,
    shop,
    baseURL,
  }) => {
    test.setTimeout(60_000)
    if (kept) {
      await page.goto('/')
      await untilKept(page)
    }
    await using other = await serveLink(`${baseURL}/customers/565039505`)
    await page.goto(other.url)
    await page.getByRole('link').click()
    await expect(searchBox(page)).toHaveValue('565039505')
    await expect(page.getByText('A link from another site asks for this customer.')).toBeVisible()
    await expect(page).toHaveURL('/')
    expect(await shop.requests()).toEqual([])
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('Aditi Khan')
    await expect(page.getByText('A link from another site asks for this customer.')).toBeHidden()
  })
