import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createServer, type Plugin, type ResolvedConfig, type Rolldown } from 'vite'
import * as v from 'valibot'
import { directionOf } from '../../contract/store/languages.ts'
import { compileFile, icuMessages } from './icu-messages.ts'

const drawing = v.object({
  startMarkup: v.custom<(language: string, words: object) => string>((value) => typeof value === 'function'),
})

/**
 * Writes the pages of the built app, two for each language: `start.*.html` is the page of the search box drawn already, with its styles in
 * it, so that it can be read and typed into as soon as it has arrived; `index.*.html` is that of the other screens. Each page preloads the
 * app and its language. In development there is one page, in English.
 */
export function pages(): Plugin {
  let config: ResolvedConfig | undefined
  let app: string[] = []
  let catalogues = new Map<string, string>()
  return {
    name: 'pages',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      app = filesOfApp(chunks)
      catalogues = new Map(
        chunks.flatMap(({ facadeModuleId, fileName }) => {
          const language = /\/src\/messages\/([\w-]+)\.json$/.exec(facadeModuleId ?? '')?.[1]
          return language === undefined ? [] : [[language, fileName] as const]
        }),
      )
    },
    async closeBundle(fault) {
      if (fault !== undefined || config === undefined || config.command !== 'build') return
      const folder = path.resolve(config.root, config.build.outDir)
      const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
      rmSync(path.join(folder, 'index.html'))
      const styles = /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/.exec(page)
      if (styles?.[1] === undefined) throw new Error('index.html names no styles')
      const css = readFileSync(path.join(folder, styles[1]), 'utf8').trim()
      const drawer = await openDrawer(config.root)
      try {
        for (const [language, catalogue] of languagesIn(path.join(config.root, 'src/messages'))) {
          const words = catalogues.get(language)
          if (words === undefined) throw new Error(`the build holds no messages of ${language}`)
          const begun = page
            .replace('lang="en" dir="ltr"', `lang="${language}" dir="${directionOf(language)}"`)
            .replace(/(?=<script type="module")/, () => [...app, words].map(preload).join(''))
          writeFileSync(path.join(folder, `index.${language}.html`), begun)
          const drawn = begun
            .replace(styles[0], () => `<style>${css}</style>`)
            .replace(
              '<div id="app" translate="no"></div>',
              () => `<div id="app" translate="no">${drawer.draw(language, compileFile(catalogue))}</div>`,
            )
          writeFileSync(path.join(folder, `start.${language}.html`), drawn)
        }
      } finally {
        await drawer.close()
      }
    },
  }
}

/** Languages and the files of their messages. */
const languagesIn = (folder: string): [language: string, file: string][] =>
  readdirSync(folder).flatMap((name) => {
    const language = /^([\w-]+)\.json$/.exec(name)?.[1]
    return language === undefined ? [] : [[language, path.join(folder, name)]]
  })

/** The app, and the files that it needs beside the entry. */
function filesOfApp(chunks: readonly Rolldown.OutputChunk[]): string[] {
  const app = chunks.find(({ name }) => name === 'app')
  if (app === undefined) throw new Error('the build holds no chunk named app')
  const entries = new Set(chunks.filter(({ name }) => name === 'index').map(({ fileName }) => fileName))
  return [app.fileName, ...app.imports.filter((fileName) => !entries.has(fileName))]
}

const preload = (name: string) => `<link rel="preload" as="script" crossorigin href="/${name}">\n    `

/** What draws the page of the search box, by the components of the app. */
async function openDrawer(root: string) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [icuMessages(), react()],
    resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    ssr: { noExternal: ['use-intl'] },
  })
  const { startMarkup } = v.parse(drawing, await server.ssrLoadModule('/src/app/prerender.tsx'))
  return { draw: startMarkup, close: () => server.close() }
}
