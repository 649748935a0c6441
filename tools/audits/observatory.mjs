// The tests of MDN's HTTP Observatory on a server of this machine: node observatory.mjs <name> <port of http> <port of https>. Started with
// NODE_EXTRA_CA_CERTS, which Node reads at its start alone. Prints { score, grade, failed } as JSON.
import fs from 'node:fs'

const folder = 'node_modules/@mdn/mdn-http-observatory'
const preload = new URL(`${folder}/conf/hsts-preload.json`, import.meta.url)
// Its installation would fetch the list of preloaded hosts. Ours is not on it.
if (!fs.existsSync(preload)) fs.writeFileSync(preload, '{}')

const { retrieve } = await import(`./${folder}/src/retriever/retriever.js`)
const { ALL_TESTS } = await import(`./${folder}/src/constants.js`)
const { getGradeForScore, getScoreModifier } = await import(`./${folder}/src/grader/grader.js`)

const [name, httpPort, httpsPort] = process.argv.slice(2)
const retrieved = await retrieve(name, { httpPort: Number(httpPort), httpsPort: Number(httpsPort) })
const results = ALL_TESTS.map((each) => each(retrieved))
const modifiers = results.map(({ result }) => getScoreModifier(result))
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0)
const withoutBonus = 100 + sum(modifiers.filter((each) => each < 0))
// Bonuses count from 90 on: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
const score = withoutBonus >= 90 ? 100 + sum(modifiers) : withoutBonus
const failed = results.filter(({ pass }) => !pass).map(({ result }) => result)
console.log(JSON.stringify({ score, grade: getGradeForScore(score).grade, failed }))
process.exit()
