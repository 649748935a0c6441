// Prints the size of the code: files and lines per folder, lengths of functions, effects and casts. A report, not a gate.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const product = ['src', 'gateway', 'contract']
const tests = ['e2e', 'test', 'sandbox', 'tools', 'deploy']
const longest = 100

const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.json.ts'))
  .filter((file) => fs.existsSync(path.join(root, file)))
  .map((file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    return { file, text, isTest: /\.(?:test|spec)\.\w+$/.test(file), lines: text.split('\n').length - 1 }
  })

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Every node of a syntax tree. */
function* nodesIn(value) {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each)
  else if (typeof value === 'object' && value !== null) {
    if (typeof value.type === 'string') yield value
    for (const each of Object.values(value)) yield* nodesIn(each)
  }
}

/** @returns the length in lines of each function, the number of `useEffect` calls, and of casts other than `as const` */
function measure({ file, text }) {
  const lang = file.endsWith('x') ? 'tsx' : file.endsWith('.mjs') ? 'js' : 'ts'
  const found = { file, lengths: [], effects: 0, casts: 0 }
  for (const node of nodesIn(parseAst(text, { lang }))) {
    if (functionTypes.has(node.type))
      found.lengths.push({ file, lines: text.slice(node.start, node.end).split('\n').length })
    if (node.type === 'CallExpression' && node.callee.name === 'useEffect') found.effects += 1
    if (node.type === 'TSAsExpression' && node.typeAnnotation.typeName?.name !== 'const') found.casts += 1
    if (node.type === 'TSNonNullExpression') found.casts += 1
  }
  return found
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0)
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

function row(folder, chosen) {
  const measured = chosen.map(measure)
  const lengths = measured
    .flatMap(({ lengths: each }) => each.map(({ lines }) => lines))
    .toSorted((a, b) => a - b)
  const lines = sum(chosen.map((each) => each.lines))
  const effects = sum(measured.map((each) => each.effects))
  return {
    folder,
    files: chosen.length,
    lines,
    'function p50': at(lengths, 0.5),
    'function p90': at(lengths, 0.9),
    'function max': lengths.at(-1) ?? 0,
    'useEffect per 1,000 lines': Number(((1000 * effects) / Math.max(1, lines)).toFixed(1)),
    casts: sum(measured.map((each) => each.casts)),
  }
}

const within = (folder) => files.filter(({ file }) => file.startsWith(`${folder}/`))
const code = product.map((folder) =>
  row(
    folder,
    within(folder).filter(({ isTest }) => !isTest),
  ),
)
const rest = tests.map((folder) => row(folder, within(folder)))
const besideCode = product.flatMap((folder) => within(folder).filter(({ isTest }) => isTest))
console.table([...code, ...rest, row('tests beside the code', besideCode)])
console.log(
  `Product: ${sum(code.map(({ lines }) => lines))} lines. Tests and tools: ${sum(rest.map(({ lines }) => lines)) + sum(besideCode.map(({ lines }) => lines))} lines.`,
)

const long = product
  .flatMap(within)
  .filter(({ isTest }) => !isTest)
  .flatMap((each) => measure(each).lengths)
  .filter(({ lines }) => lines > longest)
for (const { file, lines } of long) console.log(`A function of ${lines} lines, more than ${longest}: ${file}`)
