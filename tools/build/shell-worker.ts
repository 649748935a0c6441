import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'
import { languageCookie } from '../../contract/store/languages.ts'

/** Addresses, each with what the browser checks a file by: https://www.w3.org/TR/SRI/ */
type Hashed = Record<string, string>

/**
 * Writes what keeps the built app on a till, `src/service-worker/shell-worker.ts`, with a list of all it keeps: pages, scripts and styles. Not fonts,
 * whose slices would tell which names were on screen, nor the decoder of the camera, which is large, and of use only where there is a
 * network. Beside it goes what removes it again. Comes after `pages`.
 */
export function shellWorker(): Plugin {
  let config: ResolvedConfig | undefined
  return {
    name: 'shell-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    async closeBundle(fault) {
      if (fault !== undefined || config === undefined) return
      const folder = path.resolve(config.root, config.build.outDir)
      const shell = shellIn(folder)
      const version = createHash('sha256').update(JSON.stringify(shell)).digest('hex').slice(0, 12)
      const worker = path.join(config.root, 'src/service-worker')
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { SHELL: JSON.stringify({ version, ...shell, languageCookie }) },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: config.build.target,
          rolldownOptions: {
            input: ['shell-worker', 'no-shell-worker'].map((name) => path.join(worker, `${name}.ts`)),
            output: { entryFileNames: '[name].js' },
          },
        },
      })
    },
  }
}

/** All that the pages of a built app lead to: what each language needs, and what all of them do. */
function shellIn(folder: string) {
  const hashed = (name: string) =>
    [
      `/${name}`,
      `sha256-${createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('base64')}`,
    ] as const
  const tags = readdirSync(folder).flatMap((name) => /^start\.([\w-]+)\.html$/.exec(name)?.[1] ?? [])
  if (tags.length === 0) throw new Error('no pages to keep: `pages` has not run')
  const parts = readdirSync(path.join(folder, 'assets')).filter((name) => /\.(?:js|css)$/.test(name))
  const own = new Map(tags.map((tag) => [tag, parts.filter((name) => isOnlyOf(tag, name))]))
  const spoken = new Set([...own.values()].flat())
  const languages: Record<string, Hashed> = Object.fromEntries(
    [...own].map(([tag, names]) => [
      tag,
      Object.fromEntries(
        [`start.${tag}.html`, `index.${tag}.html`, ...names.map((name) => `assets/${name}`)].map(hashed),
      ),
    ]),
  )
  const files: Hashed = Object.fromEntries(
    parts.filter((name) => !spoken.has(name)).map((name) => hashed(`assets/${name}`)),
  )
  return { files, languages }
}

/** Its messages, and the rules of fonts that only it has: `src/app/fonts/ja.css`. */
const isOnlyOf = (tag: string, name: string) =>
  name.startsWith(`${tag}-`) && /^-[\w-]{8}\.(?:css|js)$/.test(name.slice(tag.length))
