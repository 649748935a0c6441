// Looks for secrets in what is kept in git and in what was built. `node tools/scripts/secret-scan.mjs`; fails where it finds one. It says where and of
// what kind, never what.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const kinds = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  'a key of AWS': /\b(?:AKIA|ASIA)(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b/,
  'a presigned link': /X-Amz-(?:Signature|Security-Token)=[\w%/+]{20,}/,
  'a token of GitHub': /\bgh[pousr]_\w{36,}\b|\bgithub_pat_\w{22,}/,
  'a token of GitLab': /\bglpat-[\w-]{20,}/,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^$\s]/,
  'a token of Slack': /\bxox[abprs]-[\w-]{10,}/,
  'a key of Google': /\bAIza[\w-]{35}\b/,
  'a JSON Web Token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'the password of a database':
    /\bpostgres(?:ql)?:\/\/\w+:(?!password@|\$\{|<|u:|p@)[^@\s'"`]{3,}@(?!.*\bexample\b)/,
  'a value of ours':
    /^(?:SESSION_KEYS|API_KEYS|CAPILLARY_SECRET|CAPILLARY_TILL_PASSWORD|OIDC_CLIENT_SECRET|DATABASE_URL)=[^\s$]/m,
}

/** Where examples of the kind belong, with the reason. */
const expected = [
  {
    place: /^sandbox\/customers\/published-sample\.json$/,
    kind: 'a key of AWS',
    why: 'the vendor printed it in its documentation, long run out',
  },
  { place: /^sandbox\//, kind: 'a presigned link', why: 'the sandbox signs with invented keys' },
  { place: /\.test\.ts$/, kind: 'a presigned link', why: 'what must not leave is put in by the test' },
  {
    place: /\.test\.ts$/,
    kind: 'the password of a database',
    why: 'a made-up one that no message may quote',
  },
]

/** @returns {string[]} the kinds of secrets in a text, but for those expected in that place */
export function secretsIn(place, text) {
  return Object.entries(kinds)
    .filter(
      ([kind, pattern]) =>
        pattern.test(text) && !expected.some((each) => each.kind === kind && each.place.test(place)),
    )
    .map(([kind]) => kind)
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const longest = 5_000_000

/** @returns {string[]} what is kept in git, and what was built where anything was */
export function scannedFiles() {
  const kept = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  const built = path.join(root, 'dist')
  const made = fs.existsSync(built)
    ? fs.readdirSync(built, { recursive: true }).map((each) => path.join('dist', each))
    : []
  return [...kept, ...made].filter((each) => {
    const file = fs.statSync(path.join(root, each), { throwIfNoEntry: false })
    return file?.isFile() && file.size < longest
  })
}

export const scan = (files) =>
  files.flatMap((file) =>
    secretsIn(file, fs.readFileSync(path.join(root, file), 'latin1')).map((kind) => `${file}: ${kind}`),
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = scannedFiles()
  const found = scan(files)
  for (const each of found) console.error(`A secret? ${each}`)
  console.log(`${files.length} files looked at, ${found.length} secrets found.`)
  process.exitCode = found.length === 0 ? 0 : 1
}
