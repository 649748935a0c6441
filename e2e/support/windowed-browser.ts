import type { LaunchOptions } from '@playwright/test'

/** The options of a browser as a till has it. The headless shell, in which most tests run, has no camera and no profile of a till. */
export function windowed(options: LaunchOptions): LaunchOptions {
  const executablePath = process.env['WINDOWED_CHROMIUM']
  return executablePath === undefined ? options : { ...options, executablePath }
}
