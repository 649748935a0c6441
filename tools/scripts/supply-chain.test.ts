import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { scan, scannedFiles, secretsIn } from './secret-scan.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): unknown => JSON.parse(readFileSync(`${root}${file}`, 'utf8'))

const isTrue = v.optional(v.boolean(), false)
const lock = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      license: v.optional(v.string()),
      dev: isTrue,
      devOptional: isTrue,
      optional: isTrue,
      dependencies: v.optional(v.record(v.string(), v.string()), {}),
    }),
  ),
})

/** What goes into the image: `npm ci --omit=dev --omit=optional`, and the fonts. */
const shipped = Object.entries(v.parse(lock, read('package-lock.json')).packages)
  .filter(
    ([place, each]) =>
      place !== '' &&
      (place.includes('@fontsource-variable/') || !(each.dev || each.devOptional || each.optional)),
  )
  .map(([place, { version, license }]) => ({
    name: place.replace(/^.*node_modules\//, ''),
    version,
    license,
  }))

/** Terms under which a shop may run it and we may hand it on, with no more than the notice: https://spdx.org/licenses/ */
const fine = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  '0BSD',
  '(MIT OR CC0-1.0)',
  'OFL-1.1',
])

test('every package that is shipped has terms under which it may be', () => {
  expect(shipped.length).toBeGreaterThan(100)
  expect(shipped.filter(({ license = 'none' }) => !fine.has(license))).toEqual([])
})

test('what must be noticed is', () => {
  const notice = readFileSync(`${root}NOTICE`, 'utf8')
  for (const words of ['Lucide', 'Open Peeps', 'Noto Sans', 'SIL Open Font License', 'license.md'])
    expect(notice).toContain(words)
})

const component = v.object({ name: v.string(), version: v.string(), licenses: v.array(v.unknown()) })
const sbom = v.object({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.object({ component }),
  components: v.array(component),
})

test('the list of what Countersign is made of is that of the lock', () => {
  execFileSync(process.execPath, [`${root}tools/scripts/sbom.mjs`], { stdio: 'ignore' })
  const { metadata, components } = v.parse(sbom, read('dist/sbom.json'))
  expect(metadata.component).toMatchObject(
    v.parse(v.object({ name: v.string(), version: v.string() }), read('package.json')),
  )
  const named = (each: { name: string; version?: string | undefined }) => `${each.name} ${each.version ?? ''}`
  const listed = new Set(components.map(named))
  expect(shipped.map(named).filter((each) => !listed.has(each))).toEqual([])
})

test('nothing that is kept in git looks like a secret', () => {
  const files = scannedFiles().filter((file) => !file.startsWith('dist'))
  expect(files.length).toBeGreaterThan(500)
  expect(scan(files)).toEqual([])
})

// With a bar in each, so that the scanner does not find them in this file.
test.each([
  ['a private key', '-----BEGIN |PRIVATE KEY-----'],
  ['a key of AWS', 'AKI|A1234567890ABCDEF'],
  ['a presigned link', `https://s3.example/x?X-Amz-|Signature=${'0f'.repeat(32)}`],
  ['a token of GitHub', `gh|p_${'a1'.repeat(18)}`],
  ['a token of GitLab', `gl|pat-${'a1'.repeat(10)}`],
  ['a token of npm', '//registry/:_auth|Token=abc'],
  ['a token of Slack', 'xox|b-1234567890-abc'],
  ['a key of Google', `AIz|a${'b'.repeat(35)}`],
  ['a JSON Web Token', `ey|JhbGciOiJIUzI1.ey|JzdWIiOiIxMjM0.${'s'.repeat(30)}`],
  ['the password of a database', 'postgres:|//countersign:hunter2@10.0.0.1/countersign'],
  ['a value of ours', 'PORT=1\nSESSION|_KEYS=abc'],
])('%s is found in a file of ours', (kind, text) => {
  expect(secretsIn('docs/operations.md', `one\n${text.replaceAll('|', '')}\nthree`)).toEqual([kind])
  expect(secretsIn('docs/operations.md', 'SESSION_KEYS=\nAPI_KEYS=$KEY')).toEqual([])
})
