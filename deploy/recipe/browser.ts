import { chromium } from 'playwright'
import { findBrowser, launchArgs } from '../../tools/scripts/browser.mjs'
import { host } from './nginx.ts'

/** A till's browser, at which the recipe's name leads to this machine. */
export async function openTill() {
  const browser = await chromium.launch({
    ...findBrowser(),
    args: [...launchArgs, `--host-resolver-rules=MAP ${host} 127.0.0.1`],
  })
  // The certificate is of the test's own making.
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })
  return { page: await context.newPage(), [Symbol.asyncDispose]: () => browser.close() }
}
