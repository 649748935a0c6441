// The bytes a till downloads before the look-up page can be used: start.en.html and everything it names, as compressed for the wire.
// And what each screen loads in all, with everything that its parts import. Fails over a budget. `npm run build` first.
import fs from 'node:fs'
import path from 'node:path'

const budget = 100 * 1000
const bareStack = 86_243
const folder = 'dist/app'

const page = fs.readFileSync(path.join(folder, 'start.en.html'), 'utf8')
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name)
const onTheWire = (name) => fs.statSync(path.join(folder, `${name}.br`)).size

let total = 0
for (const name of ['start.en.html', ...named]) {
  const bytes = onTheWire(name)
  total += bytes
  console.log(`${String(bytes).padStart(8)}  ${name}`)
}
console.log(
  `${String(total).padStart(8)}  first load in bytes of brotli; budget ${budget}, bare stack ${bareStack} (ratio ${(total / bareStack).toFixed(3)})`,
)
if (total > budget) {
  console.error(`First load is ${total - budget} bytes over its budget.`)
  process.exitCode = 1
}

/** What is fetched for a screen beside the first load, idle time's fetching included, and how many bytes screen and first load may be in all. */
const finding = ['finder', 'phone', 'metadata.mobile.json', 'examples.mobile.json', 'TillMenu']
const screens = {
  '/': { parts: [...finding, 'warm-up', 'TryThese'], most: 165_000 },
  '/customers/:userId': {
    parts: [
      ...finding,
      'Verify',
      'Watermark',
      'PhotoFacts',
      'Thumbnails',
      'Revealing',
      'Warnings',
      'ZoomDialog',
    ],
    most: 177_000,
  },
  '/customers/:userId/or/:otherId': { parts: [...finding, 'PairPage'], most: 165_000 },
  '/pauses': { parts: [...finding, 'PausesPage'], most: 165_000 },
  '/hand-over': { parts: [...finding, 'HandOverPage'], most: 167_000 },
  '/self-test': { parts: [...finding, 'SelfTestPage'], most: 171_000 },
}

const [, laterWords] = /data-later="\/assets\/([^"]+)"/.exec(page)
const scripts = fs.readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.js'))
const nameOf = (file) => file.replace(/-[\w-]{8}\.js$/, '')

/** Files of `assets/`, and all that they import. */
function withImports(files, known = new Set()) {
  for (const file of files) {
    if (known.has(file)) continue
    known.add(file)
    const code = fs.readFileSync(path.join(folder, 'assets', file), 'utf8')
    withImports(
      [...code.matchAll(/(?:from|import)["'`]\.\/([^"'`]+\.js)["'`]/g)].map(([, name]) => name),
      known,
    )
  }
  return known
}

for (const [screen, { parts, most }] of Object.entries(screens)) {
  const files = parts.flatMap((part) => scripts.filter((file) => nameOf(file) === part))
  if (files.length !== parts.length)
    throw new Error(`Not every part of ${screen} was built: ${parts.join(', ')}`)
  const own = [...withImports([laterWords, ...files])].filter((file) => !named.includes(`assets/${file}`))
  const bytes = total + own.reduce((sum, file) => sum + onTheWire(`assets/${file}`), 0)
  console.log(`${String(bytes).padStart(8)}  ${screen} in all; budget ${most}`)
  if (bytes > most) {
    console.error(`${screen} is ${bytes - most} bytes over its budget.`)
    process.exitCode = 1
  }
}
