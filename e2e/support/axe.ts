import type { Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/**
 * What axe finds wrong with a page as it is, a line for each rule. The same page can be looked at again and again: axe is brought in once,
 * where `AxeBuilder` brings it every time and opens a page of its own besides, which takes most of a second.
 */
export async function axeFaults(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (given) => {
    if (window.axe === undefined) throw new Error('no axe')
    const { violations } = await window.axe.run(document, { ...given, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  }, options)
}
