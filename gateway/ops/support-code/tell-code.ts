import { readSupportCode } from '#contract/api/support-code.ts'

const usage = `Usage: npm run support-code -- <code>
The code stands at the end of a till's self-test: twelve letters and digits, hyphens or not.`

/** The name of each line. */
const names = {
  scanner: 'scanner',
  keyboard: 'keyboard',
  camera: 'camera',
  gateway: "Countersign's server",
  clock: "till's clock",
  store: 'records',
  vendor: 'loyalty service',
  photoHost: 'photos',
  versions: 'versions of page and server',
  browser: 'browser',
  offlineStart: 'start without network',
  leftBehind: 'left in the browser',
  screen: 'screen',
  fonts: 'fonts',
  browserName: 'browser is',
  browserVersion: 'its version',
  clockOff: 'clock is off by',
  roundTrip: 'an answer takes',
  keyGap: 'from key to key',
}

/**
 * Prints the content of a support code, one line for each check.
 *
 * @returns the process's exit code: 0, or 2 if the code cannot be read
 */
export function tellCode(args: string[], out: (line: string) => void): number {
  const code = args.join('')
  if (code === '') {
    out(usage)
    return 2
  }
  const read = readSupportCode(code)
  if ('fault' in read) {
    out(
      read.fault === 'mistyped'
        ? 'This is no support code: a letter is wrong, missing or one too many.'
        : 'This code is of another version of Countersign: read it with that one.',
    )
    return 2
  }
  for (const [name, title] of Object.entries(names)) out(`${title.padEnd(29)}${read.found[name] ?? ''}`)
  return 0
}
