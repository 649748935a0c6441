import { request as newRequests, type Page } from '@playwright/test'
import { openCounter, search, title } from './counter.ts'
import { expect } from './fixtures.ts'

export const rohan = 565_040_002
export const same = (page: Page) => page.getByRole('button', { name: 'Same person: Rohan Mehta' })
export const answers = (page: Page) => page.getByRole('region', { name: 'Is it the same person?' })

/** A customer on screen, to be answered for. */
export async function show(page: Page, given: number | string = rohan, name = 'Rohan Mehta') {
  await openCounter(page)
  await search(page, given)
  await expect(title(page)).toHaveText(name)
  await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
}

/** What was sent as decisions. */
export function watchDecisions(page: Page) {
  const sent: { result: string; photo?: { width: number; seconds: number }; proofs: string[] }[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/decision')) sent.push(request.postDataJSON())
  })
  return sent
}

/** Another associate, at the till of another session, chooses the PIN with which they sign second opinions. It may be chosen already. */
export async function letColleagueChoosePin(url: string) {
  const there = await newRequests.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
  const data = { till: 'till.demo', password: 'countersign-demo' }
  const { who } = await (await there.post('/api/session', { data })).json()
  await there.post('/api/session/associate', { data: { associate: who.staff[1].id } })
  await there.post('/api/colleagues/pin', { data: { pin: '2468' } })
  await there.dispose()
}
