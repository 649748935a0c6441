// `npm run sbom`: what Countersign is made of, as CycloneDX 1.5 in dist/sbom.json, out of the lock: https://cyclonedx.org/docs/1.5/json/
// Named are the libraries of the gateway and of the pages, and the fonts, which npm takes for tools because nothing imports them when it runs.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shipped = /^@fontsource-variable\//
/** valibot may use its types, so that npm takes it for a library; no image has it. */
const compiler = /^(?:typescript$|@typescript\/)/

const told = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1e8,
})
const sbom = JSON.parse(told)
const isTool = ({ name, properties }) =>
  compiler.test(name) ||
  (!shipped.test(name) &&
    properties.some((each) => each.name === 'cdx:npm:package:development' && each.value === 'true'))
const components = sbom.components.filter((each) => !isTool(each))
const own = sbom.metadata.component
const known = new Set([own, ...components].map((each) => each['bom-ref']))
// npm calls it after its folder.
own.name = 'countersign'
own.type = 'application'
const dependencies = sbom.dependencies
  .filter(({ ref }) => known.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => known.has(each)) }))
fs.mkdirSync(`${root}dist`, { recursive: true })
fs.writeFileSync(
  `${root}dist/sbom.json`,
  `${JSON.stringify({ ...sbom, components, dependencies }, null, 1)}\n`,
)
console.log(`dist/sbom.json: ${own.name} ${own.version} and ${components.length} packages.`)
