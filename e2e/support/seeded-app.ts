import { cp } from 'node:fs/promises'
import path from 'node:path'
import { build, type Plugin } from 'vite'

/** One edit of the product's source: in `file`, `text` (which must be there exactly once) becomes `instead`. */
export type Seed = { file: string; text: string; instead: string }

/**
 * Builds the app with mistakes in it, beside a copy of the built gateway, which serves the app it finds next to itself.
 *
 * @returns the file of that gateway
 */
export async function buildWithMistakes(name: string, seeds: Seed[]): Promise<string> {
  const folder = path.join('dist', 'seeded', name)
  const sown = new Set<Seed>()
  await build({
    plugins: [sow(seeds, sown)],
    build: { outDir: path.join(folder, 'app'), emptyOutDir: true },
    logLevel: 'error',
  })
  const missing = seeds.filter((seed) => !sown.has(seed))
  if (missing.length > 0) throw new Error(`not in the build: ${missing.map(({ file }) => file).join(', ')}`)
  await cp('dist/gateway', path.join(folder, 'gateway'), { recursive: true })
  return path.join(folder, 'gateway', 'server.js')
}

const sow = (seeds: Seed[], sown: Set<Seed>): Plugin => ({
  name: 'seeded-mistakes',
  enforce: 'pre',
  transform(source, id) {
    return seeds
      .filter(({ file }) => id.endsWith(`/${file}`))
      .reduce((code, seed) => {
        const parts = code.split(seed.text)
        if (parts.length !== 2) throw new Error(`${seed.file} has ${parts.length - 1} times: ${seed.text}`)
        sown.add(seed)
        return parts.join(seed.instead)
      }, source)
  },
})
