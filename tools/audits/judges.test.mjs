import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGatewayProcess } from '../../deploy/recipe/gateways.ts'
import { missingPrograms, startNginx } from '../../deploy/recipe/nginx.ts'
import { scan, scannedFiles } from '../scripts/secret-scan.mjs'

const run = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))
const root = path.join(here, '../..')
const name = 'localhost'

const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** Why a judge is not asked here; each says what it needs. */
const absent = {
  nginx: missingPrograms().length > 0 && 'nginx and openssl (Debian)',
  testssl: !isThere('testssl') && 'testssl.sh (Debian)',
  wapiti: !isThere('wapiti') && 'wapiti (Debian)',
  lighthouse:
    !existsSync(path.join(root, 'tools/audits/lighthouse/node_modules')) &&
    '`npm ci` in tools/audits/lighthouse',
}
for (const [judge, need] of Object.entries(absent))
  if (need) console.warn(`Not asked: ${judge}, which needs ${need}.`)

const results = []
const note = (judge, goal, found) => results.push(`| ${judge} | ${goal} | ${found} |`)

let gateway
let nginx
let temporary

beforeAll(async () => {
  temporary = await mkdtemp(path.join(os.tmpdir(), 'countersign-judges-'))
  if (absent.nginx) return
  gateway = await openGatewayProcess({})
  nginx = await startNginx([gateway.port, gateway.port], name)
})

afterAll(async () => {
  await nginx?.stop()
  await gateway?.end('SIGKILL')
  await rm(temporary, { recursive: true })
  const notAsked = Object.entries(absent).filter(([, need]) => need)
  const lines = [
    `# What outside judges say, ${new Date().toISOString().slice(0, 10)}`,
    '',
    'Of the built gateway on the sandbox, behind the nginx of `deploy/nginx/` with a certificate of its own making. `npm run build`, then `cd tools/audits && npm ci && npm start`.',
    '',
    '| judge | goal | found |',
    '| --- | --- | --- |',
    ...results,
    ...notAsked.map(([judge, need]) => `| ${judge} | | not asked: ${need} is not here |`),
  ]
  await writeFile(path.join(here, 'results.md'), `${lines.join('\n')}\n`)
})

const origin = () => `https://${name}:${nginx.tls}`

test.skipIf(absent.nginx)('the HTTP Observatory gives A+ and 130 or more', async () => {
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: nginx.certificateFile }
  const { stdout } = await run(
    process.execPath,
    ['observatory.mjs', name, String(nginx.plain), String(nginx.tls)],
    { cwd: here, env },
  )
  const { score, grade, failed } = JSON.parse(stdout.trim().split('\n').at(-1))
  note(
    'MDN HTTP Observatory 1.4.8',
    '130, A+',
    `${score}, ${grade}${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}`,
  )
  expect(failed).toEqual([])
  expect(grade).toBe('A+')
  expect(score).toBeGreaterThanOrEqual(130)
})

/** Of csp_evaluator: 10 is high, 50 maybe medium, 60 for information. https://github.com/google/csp-evaluator */
const leastGrave = 50

test.skipIf(absent.nginx)('csp_evaluator finds nothing grave in the policy of any page', async () => {
  const [{ CspParser }, { CspEvaluator }] = await Promise.all([
    import('./node_modules/csp_evaluator/dist/parser.js'),
    import('./node_modules/csp_evaluator/dist/evaluator.js'),
  ])
  const found = []
  for (const page of ['/', '/customers/565039505', '/hand-over', '/pauses']) {
    const answer = await fetch(`${gateway.origin}${page}`)
    const policy = answer.headers.get('content-security-policy')
    for (const each of new CspEvaluator(new CspParser(policy).csp).evaluate())
      found.push(JSON.parse(JSON.stringify(each)))
  }
  const grave = found.filter(({ severity }) => severity < leastGrave)
  const told = [...new Set(found.map(({ severity, directive }) => `${directive} (${severity})`))]
  note('csp_evaluator 1.1.8', 'nothing under 50', told.length === 0 ? 'nothing' : told.join(', '))
  expect(grave).toEqual([])
})

/** What a certificate of one's own making is found fault with for. */
const ofCertificate =
  /^(cert|OCSP|DNS_CAA|chain|trust|revocation|scanTime|overall|grade|final|rating|intermediate|pwnedkeys|issuer)/i

/** A page is a file, compressed at the build: nothing of a session or a request is in it whose length could be told. Answers that hold any are not compressed. */
const ofPages = 'BREACH'

test.skipIf(absent.nginx || absent.testssl)(
  'testssl finds nothing to mend in the TLS of the recipe',
  async () => {
    const report = path.join(temporary, 'testssl.json')
    const args = ['--quiet', '--color', '0', '--warnings', 'batch', '--ip', '127.0.0.1', '--jsonfile', report]
    await run('testssl', [...args, '-p', '-s', '-f', '-P', '-U', '-S', `${name}:${nginx.tls}`], {
      maxBuffer: 1e8,
    }).catch(() => undefined)
    const findings = JSON.parse(await readFile(report, 'utf8'))
    const bad = findings.filter(
      ({ id, severity }) =>
        ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].includes(severity) && !ofCertificate.test(id) && id !== ofPages,
    )
    const words = bad.map(({ id, severity, finding }) => `${severity} ${id}: ${finding}`)
    note(
      'testssl.sh',
      'nothing, the certificate and compressed pages apart',
      words.length === 0 ? `nothing in ${findings.length} findings` : words.join('; '),
    )
    expect(findings.length).toBeGreaterThan(30)
    expect(words).toEqual([])
  },
)

/** It is gone from all browsers, and harmed where it worked: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-XSS-Protection */
const obsolete = 'X-XSS-Protection'

test.skipIf(absent.nginx || absent.wapiti)('wapiti finds no hole', async () => {
  const report = path.join(temporary, 'wapiti.json')
  const pages = ['/customers/565039505', '/api/shop', '/api/status', '/hand-over'].flatMap((each) => [
    '-s',
    `${origin()}${each}`,
  ])
  await run(
    'wapiti',
    [
      '-u',
      `${origin()}/`,
      ...pages,
      '--flush-session',
      '--no-bugreport',
      '-v',
      '0',
      '-f',
      'json',
      '-o',
      report,
      '--max-scan-time',
      '60',
      '--store-session',
      temporary,
      '--color',
    ],
    { maxBuffer: 1e8 },
  )
  const { vulnerabilities } = JSON.parse(await readFile(report, 'utf8'))
  const found = Object.entries(vulnerabilities).filter(([, each]) => each.length > 0)
  const words = found
    .flatMap(([kind, each]) => each.map(({ info }) => `${kind}: ${info}`))
    .filter((each) => !each.includes(obsolete))
  note('wapiti', 'no vulnerability', words.length === 0 ? 'none' : words.join('; '))
  expect(words).toEqual([])
})

const locks = ['', 'tools/audits/lighthouse/', 'tools/audits/', 'sandbox/portraits/make/']

test('lockfile-lint finds every lock whole', async () => {
  const checks =
    '--type npm --validate-https --validate-integrity --validate-package-names --allowed-hosts npm'.split(' ')
  const program = path.join(here, 'node_modules/.bin/lockfile-lint')
  const faults = []
  for (const folder of locks)
    await run(program, ['--path', path.join(root, folder, 'package-lock.json'), ...checks]).catch(
      ({ stderr }) => faults.push(stderr),
    )
  note('lockfile-lint 5.0.0', 'no fault in four locks', faults.length === 0 ? 'none' : faults.join('; '))
  expect(faults).toEqual([])
})

test('nothing that is kept or built looks like a secret', () => {
  const files = scannedFiles()
  const found = scan(files)
  note(
    'secret scan (our own)',
    'none',
    found.length === 0 ? `none in ${files.length} files` : found.join('; '),
  )
  expect(found).toEqual([])
})

test.skipIf(absent.lighthouse)(
  'Lighthouse gives 95 for speed, 100 for accessibility and 100 for best practices',
  async () => {
    const { stdout } = await run(process.execPath, ['run.mjs'], {
      cwd: path.join(root, 'tools/audits/lighthouse'),
    }).catch((fault) => fault)
    const lines = stdout.split('\n').filter((line) => line.includes('; goal'))
    const scores = lines.map((line) => /^(\S.*?) +(\S+) +(\d+) /.exec(line)?.slice(1, 4) ?? [])
    note('Lighthouse 12.8.2', '95, 100, 100', scores.map((each) => each.join(' ')).join('; '))
    expect(scores).toHaveLength(9)
    for (const [, category, score] of scores)
      expect(Number(score)).toBeGreaterThanOrEqual(category === 'performance' ? 95 : 100)
  },
)
