// The bytes a till downloads before the look-up page can be used: start.en.html and everything it names, as compressed for the wire.
// Fails over the budget. `npm run build` first.
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
