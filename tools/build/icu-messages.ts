import compile from 'icu-minify/compile'
import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import * as v from 'valibot'
import { misfits, pseudo, type Catalogue, type Entries } from './catalogues.ts'

const entries: v.GenericSchema<Entries> = v.record(v.string(), v.union([v.string(), v.lazy(() => entries)]))

const catalogue = v.record(v.string(), entries)

/** The parts of a catalogue, in the order in which a till needs them. */
const parts = ['first', 'later', 'seldom'] as const

const keysId = 'virtual:message-keys'

/**
 * Compiles the ICU messages of `src/messages/{first,later,seldom}/*.json` at build, so that the browser needs no parser; a malformed message
 * fails the build, and so does a catalogue that lacks a message of the English one, has one more, or takes other arguments. Beside the
 * English catalogues it writes the declarations that let TypeScript check keys and arguments, and the made-up language of the tests.
 */
export function icuMessages(): Plugin {
  let root = ''
  return {
    name: 'icu-messages',
    enforce: 'pre',
    configResolved(config) {
      root = config.root
      for (const part of parts) {
        const folder = path.join(root, 'src/messages', part)
        if (!fs.existsSync(path.join(folder, 'en.json'))) continue
        const english = fs.readFileSync(path.join(folder, 'en.json'), 'utf8')
        writeDeclaration(path.join(folder, 'en.json'), english)
        writeChanged(path.join(folder, 'en-XB.json'), `${JSON.stringify(pseudo(read(english)), null, 2)}\n`)
      }
    },
    resolveId: {
      filter: { id: /^virtual:message-keys$/ },
      handler: (id) => `\0${id}`,
    },
    load: {
      filter: { id: [/\/src\/messages\/\w+\/[\w-]+\.json$/, /^\0virtual:message-keys$/] },
      handler(id) {
        if (id === `\0${keysId}`) return { code: keysModule(root), moduleType: 'js' }
        this.addWatchFile(id)
        const isLater = path.basename(path.dirname(id)) === 'later'
        const code = isLater ? laterModule(id) : `export default ${JSON.stringify(compileFile(id))}`
        return { code, moduleType: 'js' }
      },
    },
  }
}

/** A catalogue's first and later words together: the page of the search box brings only the words that stand on it. */
function wordsTo(later: string): Compiled {
  const first = later.replace(/later(?=\/[\w-]+\.json$)/, 'first')
  return fs.existsSync(first) ? joined(compileFile(first), compileFile(later)) : compileFile(later)
}

/** Its texts alone, in the order of the English catalogue: what they are called is the same in every language. */
function laterModule(file: string) {
  const seldom = file.replace(/later(?=\/[\w-]+\.json$)/, 'seldom')
  const english = path.join(path.dirname(file), 'en.json')
  const texts = textsIn(fs.existsSync(english) ? wordsTo(english) : {}, wordsTo(file))
  const more = fs.existsSync(seldom) ? `, seldom: () => import(${JSON.stringify(seldom)})` : ''
  return `import arrange from '${keysId}'\nexport default { ...arrange(${JSON.stringify(texts)})${more} }`
}

const isTree = (entry: unknown): entry is object =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry)

const textsIn = (model: object, words: object): unknown[] =>
  Object.entries(model).flatMap(([key, inner]) => {
    const own = new Map(Object.entries(words)).get(key)
    return isTree(inner) && isTree(own) ? textsIn(inner, own) : [own]
  })

const keysIn = (model: object): object =>
  Object.fromEntries(Object.entries(model).map(([key, inner]) => [key, isTree(inner) ? keysIn(inner) : 0]))

const keysModule = (
  root: string,
) => `const keys = ${JSON.stringify(keysIn(wordsTo(path.join(root, 'src/messages/later/en.json'))))}
export default (texts) => {
  let at = 0
  const fill = (model) =>
    Object.fromEntries(Object.entries(model).map(([key, inner]) => [key, inner === 0 ? texts[at++] : fill(inner)]))
  return fill(keys)
}`

type Compiled = Record<string, object>

const joined = (first: Compiled, later: Compiled): Compiled => ({
  ...first,
  ...Object.fromEntries(Object.entries(later).map(([name, words]) => [name, { ...first[name], ...words }])),
})

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
