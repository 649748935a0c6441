// What each language costs the till that speaks it, in bytes of brotli: the words in its pages, and the script of the rest. `npm run build` first.
import fs from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

const folder = 'dist/app'
const size = (file) => fs.statSync(`${folder}/${file}.br`).size
const wordsOf = (page) => /<script type="application\/json"[^>]*data-later="\/([^"]+)">([^<]*)</.exec(page)

console.log('| language | first words | all words, fetched when idle |')
console.log('| --- | --- | --- |')
for (const file of fs.readdirSync(folder)) {
  const language = /^start\.([\w-]+)\.html$/.exec(file)?.[1]
  if (language === undefined || language === 'en-XB') continue
  const [, later, words] = wordsOf(fs.readFileSync(`${folder}/${file}`, 'utf8'))
  console.log(`| ${language} | ${brotliCompressSync(words).length} | ${size(later)} |`)
}
