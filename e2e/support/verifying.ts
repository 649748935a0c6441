import type { Page } from '@playwright/test'
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
