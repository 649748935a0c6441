import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'

const named = v.optional(v.record(v.string(), v.string()), {})

const manifest = v.object({ dependencies: named, devDependencies: named, optionalDependencies: named })

const lock = v.object({
  packages: v.record(
    v.string(),
    v.looseObject({ resolved: v.optional(v.string()), optionalDependencies: named }),
  ),
})

const read = <Schema extends v.GenericSchema>(schema: Schema, path: string) =>
  v.parse(schema, JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')))

/** Where Node looks for a package from inside another: `a/node_modules/b` may use its own, `a`'s neighbours, or the root's. */
function places(from: string, name: string): string[] {
  const steps = from.split('/node_modules/')
  const nested = steps.map((_, at) => `${steps.slice(0, steps.length - at).join('/node_modules/')}/`)
  return [...nested, ''].map((place) => `${place}node_modules/${name}`)
}

/** Optional packages, in words, that nothing in the lock provides. */
function missingIn({ packages }: v.InferOutput<typeof lock>) {
  return Object.entries(packages).flatMap(([from, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(from, name).some((place) => place in packages))
      .map((name) => `${name}, wanted by ${from}`),
  )
}

for (const folder of ['', 'tools/audits/lighthouse/', 'tools/audits/', 'sandbox/portraits/make/']) {
  const where = folder === '' ? 'the product' : folder

  test(`${where}: the lock names no place to download from`, () => {
    const { packages } = read(lock, `${folder}package-lock.json`)
    const addressed = Object.keys(packages).filter((each) => packages[each]?.resolved !== undefined)
    expect(Object.keys(packages).length).toBeGreaterThan(10)
    expect(addressed).toEqual([])
  })

  // A lock written where packages were installed already keeps those of that system alone: https://github.com/npm/cli/issues/4828
  test(`${where}: it installs on other systems than the one its lock was written on`, () => {
    expect(missingIn(read(lock, `${folder}package-lock.json`))).toEqual([])
  })

  test(`${where}: every version is exact`, () => {
    const { dependencies, devDependencies, optionalDependencies } = read(manifest, `${folder}package.json`)
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })
}
