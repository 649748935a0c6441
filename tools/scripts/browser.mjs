// Finds a Chromium for the tests, or installs one. In order: $CHROMIUM_PATH, Playwright's own, one that the system has,
// `playwright install`, and on Debian as root the distribution's package.
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'

// It draws no windows of its own, for which the others take more than half of the processor.
const headlessShell = 'chromium-headless-shell'
const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
]
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Playwright's launch options for a browser that runs here, or `undefined`. The headless shell comes first, if there is one: the tests
 * take half the time in it.
 */
export function findBrowser() {
  const shell = onPath(headlessShell)
  return !process.env.CHROMIUM_PATH && runs(shell) ? { executablePath: shell } : findWindowedBrowser()
}

/** The same without the headless shell, which has no camera. */
export function findWindowedBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!runs(named)) throw new Error('CHROMIUM_PATH names a browser that does not run.')
    return { executablePath: named }
  }
  // Without a channel a headless launch wants Playwright's headless shell, a second download that may be absent.
  if (runs(chromium.executablePath())) return { channel: 'chromium' }
  const executablePath = [...systemNames.map(onPath), ...systemPlaces].find(runs)
  return executablePath === undefined ? undefined : { executablePath }
}

/** Chromium run as root needs --no-sandbox; the others keep a test browser from calling home. */
export const launchArgs = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  ...(isRoot() ? ['--no-sandbox'] : []),
]

function ensureBrowser() {
  const attempts = [
    () => playwright('install'),
    () => isDebianRoot() && playwright('install-deps'),
    () => isDebianRoot() && command('apt-get', ['update', '-q']) && command('apt-get', installPackage),
  ]
  for (const attempt of attempts) {
    const found = findWindowedBrowser()
    if (found !== undefined) return found
    attempt()
  }
  const found = findWindowedBrowser()
  if (found === undefined)
    throw new Error(
      'No Chromium found. Run `npx playwright install --with-deps chromium`, or install Chrome or Chromium and set CHROMIUM_PATH.',
    )
  return found
}

const installPackage = ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-core']

function runs(file) {
  if (!file || !fs.existsSync(file)) return false
  try {
    const options = { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] }
    return /chrom|edge/i.test(execFileSync(file, ['--version'], options))
  } catch {
    return false
  }
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file))
}

function isRoot() {
  return process.getuid?.() === 0
}

function isDebianRoot() {
  return isRoot() && onPath('apt-get') !== undefined
}

function playwright(verb) {
  const cli = path.join(path.dirname(fileURLToPath(import.meta.resolve('playwright'))), 'cli.js')
  return command(process.execPath, [cli, verb, 'chromium'])
}

function command(program, args) {
  console.error(`No browser yet: running ${program} ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return (
    spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 420_000, env }).status === 0
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log('Browser for the tests:', ensureBrowser())
