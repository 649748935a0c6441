import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')

/** `gateway/x.test.ts` “title”, “another”, as a document names what shows a requirement: a title belongs to the file before it. */
function namedIn(document: string) {
  const named: { file: string; title?: string }[] = []
  let file = ''
  for (const [, path, title] of document.matchAll(/`([\w/.-]+\.(?:test|spec)\.ts)`|“([^”]+)”/g)) {
    if (path !== undefined) named.push({ file: (file = path) })
    else if (file !== '') named.push({ file, title: title ?? '' })
  }
  return named
}

test.each([
  ['docs/security.md', 120],
  ['docs/accessibility.md', 20],
])('every test that %s names is there, by its title', (document, atLeast) => {
  const named = namedIn(read(document))
  expect(named.length).toBeGreaterThan(atLeast)
  const missing = named.filter(
    ({ file, title }) =>
      !existsSync(new URL(file, root)) || (title !== undefined && !read(file).includes(title)),
  )
  expect(missing).toEqual([])
})

test('every requirement of the security document is answered', () => {
  const requirements = read('docs/security.md')
    .split(/^(?=- \*\*|#)/m)
    .filter((part) => /^- \*\*\d/.test(part))
  expect(requirements.length).toBeGreaterThan(70)
  const isAnswered = (requirement: string) => /^ {2}- (?:.*`|Does not apply: |Not met: )/m.test(requirement)
  expect(requirements.filter((requirement) => !isAnswered(requirement))).toEqual([])
})
