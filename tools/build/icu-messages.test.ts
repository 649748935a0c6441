import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, parseAst } from 'vite'
import { expect, test } from 'vitest'
import { languages } from '../../contract/store/languages.ts'
import { icuMessages } from './icu-messages.ts'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const read = (file: string) => readFileSync(path.join(source, file), 'utf8')
const parts = ['', 'camera/', 'consent/', 'office/', 'redeem/', 'self-test/']
const english = parts.map((part) => `${part}en.json`)

for (const [fault, catalogue, place] of [
  ['a brace left open', { search: { label: 'Find {name' } }, 'de.json: search: label'],
  ['a plural without "other"', { tryThese: { more: '{count, plural, one {#}}' } }, 'de.json: tryThese: more'],
  ['a tag left open', { warning: { text: 'Look <b>here' } }, 'de.json: warning: text'],
] as const) {
  test(`${fault} fails the build, which names the file and the message`, async () => {
    using folder = openFolder('de.json', JSON.stringify(catalogue))
    await expect(folder.build()).rejects.toThrow(place)
  })
}

for (const [fault, catalogue, mistake] of [
  ['that lacks a message', { find: { label: 'Suche' } }, 'find.more is missing'],
  [
    'with a message of its own',
    { find: { label: 'Suche', more: '{count, plural, one {#} other {#}}', extra: '!' } },
    'find.extra is in no other catalogue',
  ],
  [
    'with another argument',
    { find: { label: 'Suche {name}', more: '{count, plural, one {#} other {#}}' } },
    'find.label takes () and not (name)',
  ],
  [
    'without a form of the plural',
    { find: { label: 'Suche', more: '{count, plural, other {#}}' } },
    'find.more lacks a form of the plural: other, one',
  ],
] as const)
  test(`a catalogue ${fault} fails the build, which says so`, async () => {
    const englishOne = { find: { label: 'Find', more: '{count, plural, one {# more} other {# more}}' } }
    using folder = openFolder('de.json', JSON.stringify(catalogue), JSON.stringify(englishOne))
    await expect(folder.build()).rejects.toThrow(mistake)
  })

test.each(parts)('every language of the list has its catalogue, and there is no other: %s', (part) => {
  const there = readdirSync(path.join(source, 'messages', part))
    .filter((file) => /(?<!\.d)\.json$/.test(file) && file !== 'en-XB.json')
    .map((file) => path.parse(file).name)
  expect(there.toSorted()).toEqual(languages.toSorted())
})

test('no catalogue has left a message in English', () => {
  for (const language of languages.filter((each) => each !== 'en')) {
    const [own, model] = [language, 'en'].map((each) => messagesOf(each))
    const same = [...(own ?? [])].filter(
      ([key, text]) => typeof text === 'string' && model?.get(key) === text && /\w{4,} \w{3,}/.test(text),
    )
    expect(same.map(([key]) => `${language} ${key}`)).toEqual([])
  }
})

test('a catalogue with anything but texts in it fails the build', async () => {
  using folder = openFolder('de.json', JSON.stringify({ search: { label: 3 } }))
  await expect(folder.build()).rejects.toThrow('Expected')
})

for (const catalogue of english)
  test(`the declaration that checks the keys and arguments of ${catalogue} is that of its present state`, async () => {
    using folder = openFolder(catalogue, read(`messages/${catalogue}`))
    await folder.build()
    const declaration = catalogue.replace('.json', '.d.json.ts')
    expect(read(`messages/${declaration}`)).toBe(folder.read(declaration))
  })

/** Keys put together at run time. TypeScript proves that each exists; that each is needed nobody proves. */
const putTogether = [
  /^office\.rule\./,
  /^(failure|company\.fault)\.\w+\.(what|next)$/,
  /^find\.(kind|label)\./,
  /^camera\.(progress|fault)\.|^scan\.fault\./,
  /^(standing|purpose|ways|code|verify)\.(\w+\.)?(of|what|next|name|short|why|done|to)\.|^worth\.gap\.|^standing\.\w+\.(what|next)$|^verify\.(not-|stake\.)/,
  /^selfTest\.(name|scanner|keyboard|browser|offlineStart|leftBehind|screen|fonts)\./,
  /^notices\.way\./,
  /^(reveal|pauses)\.reason\.|^challenge\.question\.|^pauses\.subject\./,
  /^takePhoto\.(doubt|fault)\.|^photoConsent\.use\./,
  /^enrol\.(messages\.|missing$|wrong$|nameWrong$)|^office\.did\./,
]

/** A key counts as used where a file opens its namespace and holds the rest of it as a text, for whatever purpose. */
test('no message is left over', () => {
  const files = programs().map(({ program }) => ({ opened: namespacesOf(program), texts: textsOf(program) }))
  const isUsed = (key: string) =>
    files.some(({ opened, texts }) =>
      [...opened].some((namespace) => key.startsWith(namespace) && texts.has(key.slice(namespace.length))),
    )
  const keys = english
    .flatMap((catalogue) => keysOf(JSON.parse(read(`messages/${catalogue}`))))
    .filter((key) => !putTogether.some((pattern) => pattern.test(key)))
  expect(keys.length).toBeGreaterThan(50)
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

test('no screen says anything that is not in the catalogue', () => {
  expect(
    programs().flatMap(({ file, program }) => wordsOf(program).map((words) => `${file}: ${words}`)),
  ).toEqual([])
})

test('words in a screen are noticed as text, as an attribute and as one of two texts', () => {
  const careless = `export const Careless = ({ is }: { is: boolean }) => (
    <p title="More" className="flex gap-2"> Hello, {is ? 'you' : \`them\`}{is && 'at last'} · <b>{' · '}</b></p>
  )`
  const words = new Set(wordsOf(parseAst(careless, { lang: 'tsx' })))
  expect(words).toEqual(new Set(['More', 'Hello,', 'you', 'them', 'at last']))
})

/** A folder with one catalogue in it, beside an English one if there is one, and a script that takes it in. */
function openFolder(name: string, catalogue: string, englishOne?: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'icu-messages-'))
  const messages = path.join(folder, 'src/messages')
  mkdirSync(path.dirname(path.join(messages, name)), { recursive: true })
  if (englishOne !== undefined) writeFileSync(path.join(messages, 'en.json'), englishOne)
  writeFileSync(path.join(messages, name), catalogue)
  writeFileSync(path.join(folder, 'entry.js'), `export { default } from './src/messages/${name}'\n`)
  const options = { root: folder, configFile: false, logLevel: 'silent' } as const
  return {
    build: () => build({ ...options, plugins: [icuMessages()], build: { ssr: 'entry.js', write: false } }),
    read: (file: string) => readFileSync(path.join(messages, file), 'utf8'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

type Node = { type: string; [part: string]: unknown }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** A node and all that is in it. */
function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each)
  if (!isNode(value)) return
  yield value
  for (const part of Object.values(value)) yield* nodesIn(part)
}

/** The sources of the browser, but for tests. */
const programs = () =>
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d|\.test|\.json)\.tsx?$/.test(file))
    .map((file) => ({ file, program: parseAst(read(file), { lang: file.endsWith('x') ? 'tsx' : 'ts' }) }))

const messagesOf = (language: string) =>
  new Map(parts.flatMap((part) => keysAndTextsOf(JSON.parse(read(`messages/${part}${language}.json`)))))

function keysAndTextsOf(entry: unknown, key = ''): [string, unknown][] {
  if (typeof entry !== 'object' || entry === null) return [[key, entry]]
  return Object.entries(entry).flatMap(([name, part]) => keysAndTextsOf(part, `${key}.${name}`))
}

function keysOf(entry: unknown, key = ''): string[] {
  if (typeof entry !== 'object' || entry === null) return [key]
  return Object.entries(entry).flatMap(([name, part]) => keysOf(part, key === '' ? name : `${key}.${name}`))
}

const textOf = ({ type, value }: Node) =>
  type === 'Literal' && typeof value === 'string' ? value : undefined

const textsOf = (program: unknown) =>
  new Set([...nodesIn(program)].map(textOf).filter((text) => text !== undefined))

/** With their dots: `search.` for `useTranslations('search')`. */
function namespacesOf(program: unknown) {
  const opened = new Set<string>()
  for (const node of nodesIn(program)) {
    if (node.type !== 'CallExpression' || !isNode(node.callee)) continue
    if (node.callee.name !== 'useTranslations') continue
    const [first] = [node.arguments].flat()
    opened.add(isNode(first) ? `${textOf(first)}.` : '')
  }
  return opened
}

/** Attributes and props whose value is read by people. */
const saidAloud =
  /^(alt|title|placeholder|label|heading|emptyText|what|why|next|words|aria-(label|description|valuetext|roledescription|placeholder))$/

/** Texts written straight into JSX. Those that come by way of a variable are not noticed. */
function wordsOf(program: unknown): string[] {
  return [...nodesIn(program)]
    .flatMap((node) => {
      if (node.type === 'JSXAttribute' && isNode(node.name))
        return saidAloud.test(String(node.name.name)) ? outcomesOf(node.value) : []
      if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return []
      return [node.children].flat().flatMap(outcomesOf)
    })
    .filter((text) => /\p{L}/u.test(text))
}

/** The texts an expression can come to, as far as its source shows them. */
function outcomesOf(node: unknown): string[] {
  if (!isNode(node)) return []
  switch (node.type) {
    case 'JSXText':
    case 'Literal':
      return typeof node.value === 'string' ? [node.value.trim()] : []
    case 'TemplateLiteral':
      return [node.quasis].flat().flatMap(outcomesOf)
    case 'TemplateElement':
      return isCooked(node.value) ? [node.value.cooked] : []
    case 'JSXExpressionContainer':
      return outcomesOf(node.expression)
    case 'ConditionalExpression':
      return [...outcomesOf(node.consequent), ...outcomesOf(node.alternate)]
    case 'LogicalExpression':
      return [...outcomesOf(node.left), ...outcomesOf(node.right)]
    default:
      return []
  }
}

const isCooked = (value: unknown): value is { cooked: string } =>
  typeof value === 'object' && value !== null && 'cooked' in value && typeof value.cooked === 'string'
