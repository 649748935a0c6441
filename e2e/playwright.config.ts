import { chromium, defineConfig, devices } from '@playwright/test'
import { findBrowser, findWindowedBrowser, launchArgs } from '../tools/scripts/browser.mjs'

// For the tests that need a browser as a till has it: e2e/support/windowed-browser.ts.
process.env['WINDOWED_CHROMIUM'] ??= findWindowedBrowser()?.executablePath ?? chromium.executablePath()

export default defineConfig({
  testDir: 'specs',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  workers: 2,
  // In CI what failed is told at the end, where a log is read.
  reporter: process.env.CI === undefined ? 'line' : 'dot',
  // Several times what the slowest test takes on a quiet machine: these limits find tests that hang.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1366, height: 768 },
    // But for the tests of the shell: each of the others would fetch a whole one.
    serviceWorkers: 'block',
    // It costs a third of a run, and CI keeps no files.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'off',
    launchOptions: { ...findBrowser(), args: launchArgs },
  },
})
