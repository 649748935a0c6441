import compile from 'icu-minify/compile'
import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import * as v from 'valibot'

type Catalogue = { [key: string]: string | Catalogue }

const catalogue: v.GenericSchema<Catalogue> = v.record(
  v.string(),
  v.union([v.string(), v.lazy(() => catalogue)]),
)

/**
 * Compiles the ICU messages of `src/messages/*.json` at build, so that the browser needs no parser; a malformed message fails the
 * build. Beside the English catalogue it writes the declaration that lets TypeScript check keys and arguments.
 */
export function icuMessages(): Plugin {
  return {
    name: 'icu-messages',
    enforce: 'pre',
    load: {
      filter: { id: /\/src\/messages\/[\w-]+\.json$/ },
      handler(file) {
        this.addWatchFile(file)
        const source = fs.readFileSync(file, 'utf8')
        if (/\ben\.json$/.test(file)) writeDeclaration(file, source)
        const messages = compileAll(v.parse(catalogue, JSON.parse(source)), path.basename(file))
        return { code: `export default ${JSON.stringify(messages)}`, moduleType: 'js' }
      },
    },
  }
}

const compileAll = (tree: Catalogue, where: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(tree).map(([key, entry]) => [
      key,
      typeof entry === 'string'
        ? compileOne(entry, `${where}: ${key}`)
        : compileAll(entry, `${where}: ${key}`),
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
  const declaration = `// Written by plugins/icu-messages.ts from ${path.basename(file)}.\ndeclare const messages: ${source.trim()}\nexport default messages\n`
  const target = file.replace(/\.json$/, '.d.json.ts')
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== declaration)
    fs.writeFileSync(target, declaration)
}
