// What each language costs the till that speaks it, in bytes of brotli: the words in its page, and the script of all but those that are
// seldom needed. Fails where the two are more than the budget. `npm run build` first.
import fs from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

const budget = 6 * 1024
const folder = 'dist/app'
const size = (file) => fs.statSync(`${folder}/${file}.br`).size
const wordsOf = (page) => /<script type="application\/json"[^>]*data-later="\/([^"]+)">([^<]*)</.exec(page)

console.log('| language | first words | all words, fetched when idle | together |')
console.log('| --- | --- | --- | --- |')
for (const file of fs.readdirSync(folder)) {
  const language = /^start\.([\w-]+)\.html$/.exec(file)?.[1]
  if (language === undefined || language === 'en-XB') continue
  const [, later, words] = wordsOf(fs.readFileSync(`${folder}/${file}`, 'utf8'))
  const [first, all] = [brotliCompressSync(words).length, size(later)]
  console.log(`| ${language} | ${first} | ${all} | ${first + all} |`)
  if (first + all <= budget) continue
  console.error(`${language} costs more than ${budget} bytes: some of later/ belongs into seldom/.`)
  process.exitCode = 1
}
