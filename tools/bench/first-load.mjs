// The bytes that a till downloads from its start until the page is quiet, as compressed for the wire, in each language. Fails over the
// budget. `npm run build` first.
import fs from 'node:fs'
import path from 'node:path'

/** Of the page, the app, the messages, and what understands the search box. The fonts' rules are not counted: which are fetched depends on the till. */
const budget = 183_500
const folder = 'dist/app'
const onTheWire = (name) => fs.statSync(path.join(folder, `${name}.br`)).size

const scripts = fs.readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.js'))
/** What is fetched once the page is idle. */
const idle = ['phone', 'metadata.mobile.json', 'examples.mobile.json'].map((name) => {
  const file = scripts.find((each) => each.replace(/-[\w-]{8}\.js$/, '') === name)
  if (file === undefined) throw new Error(`There is no part named ${name} in the build.`)
  return `assets/${file}`
})

// Nobody is served in the made-up language of the tests, which is longer than any other.
const pages = fs
  .readdirSync(folder)
  .filter((name) => /^start\.[\w-]+\.html$/.test(name) && name !== 'start.en-XB.html')

for (const page of pages) {
  const html = fs.readFileSync(path.join(folder, page), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name)
  const files = [page, ...named, ...idle]
  const bytes = files.reduce((sum, name) => sum + onTheWire(name), 0)
  console.log(`${String(bytes).padStart(8)} bytes in ${files.length} files  ${page}; budget ${budget}`)
  if (bytes <= budget) continue
  console.error(`${page} is ${bytes - budget} bytes over the budget.`)
  process.exitCode = 1
}
