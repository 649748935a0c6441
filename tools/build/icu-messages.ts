import compile from 'icu-minify/compile'
import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import * as v from 'valibot'
import { misfits, pseudo, type Catalogue, type Entries } from './catalogues.ts'

const entries: v.GenericSchema<Entries> = v.record(v.string(), v.union([v.string(), v.lazy(() => entries)]))

const catalogue = v.record(v.string(), entries)

/** The catalogues of the app, and of the parts that are fetched with messages of their own. */
const folders = ['', 'camera', 'consent', 'office', 'redeem', 'self-test'].map((part) =>
  path.join('src/messages', part),
)

/**
 * Compiles the ICU messages of `src/messages` and its folders at build, so that the browser needs no parser; a malformed message fails the build,
 * and so does a catalogue that lacks a message of the English one, has one more, or takes other arguments. Beside the English catalogue it
 * writes the declaration that lets TypeScript check keys and arguments, and the made-up language of the tests.
 */
export function icuMessages(): Plugin {
  return {
    name: 'icu-messages',
    enforce: 'pre',
    configResolved({ root }) {
      for (const folder of folders.map((each) => path.join(root, each))) {
        if (!fs.existsSync(path.join(folder, 'en.json'))) continue
        const english = fs.readFileSync(path.join(folder, 'en.json'), 'utf8')
        writeDeclaration(path.join(folder, 'en.json'), english)
        writeChanged(path.join(folder, 'en-XB.json'), `${JSON.stringify(pseudo(read(english)), null, 2)}\n`)
      }
    },
    load: {
      filter: { id: /\/src\/messages\/(?:[\w-]+\/)?[\w-]+\.json$/ },
      handler(id) {
        this.addWatchFile(id)
        return { code: `export default ${JSON.stringify(compileFile(id))}`, moduleType: 'js' }
      },
    },
  }
}

type Compiled = Record<string, object>

const read = (source: string) => v.parse(catalogue, JSON.parse(source))

/**
 * A catalogue as the browser takes it.
 *
 * @throws {Error} naming file and message, where one is malformed or doesn't fit the English one
 */
export function compileFile(file: string) {
  const messages = read(fs.readFileSync(file, 'utf8'))
  const english = path.join(path.dirname(file), 'en.json')
  if (fs.existsSync(english)) {
    const [mistake] = misfits(read(fs.readFileSync(english, 'utf8')), messages, path.parse(file).name)
    if (mistake !== undefined) throw new Error(`${path.basename(file)}: ${mistake}`)
  }
  return compileAll(messages, path.basename(file))
}

const compileAll = (tree: Catalogue, where: string): Compiled =>
  Object.fromEntries(
    Object.entries(tree).map(([key, entry]) => [key, compileEntries(entry, `${where}: ${key}`)]),
  )

const compileEntries = (tree: Entries, where: string): object =>
  Object.fromEntries(
    Object.entries(tree).map(([key, entry]) => [
      key,
      typeof entry === 'string'
        ? compileOne(entry, `${where}: ${key}`)
        : compileEntries(entry, `${where}: ${key}`),
    ]),
  )

function compileOne(message: string, where: string) {
  try {
    return compile(message)
  } catch (cause) {
    throw new Error(`${where}: malformed message`, { cause })
  }
}

function writeDeclaration(file: string, source: string) {
  const declaration = `// Written by tools/build/icu-messages.ts from ${path.basename(file)}.\ndeclare const messages: ${source.trim()}\nexport default messages\n`
  writeChanged(file.replace(/\.json$/, '.d.json.ts'), declaration)
}

function writeChanged(file: string, text: string) {
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) fs.writeFileSync(file, text)
}
