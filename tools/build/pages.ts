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

/** The words of the first load, as the page carries them: no script, so that no policy has to let it in. */
const wordsIn = (words: object, laterAt: string) =>
  `<script type="application/json" id="words" data-later="${laterAt}">${JSON.stringify(words).replaceAll('<', String.raw`\u003c`)}</script>`

/**
 * The pages of the built app, two of each language: `start.*.html` is the look-up page drawn already, with its styles in it, so that it
 * can be read and typed into as soon as it has arrived; `index.*.html` is that of the other screens. In development there is one, English.
 */
export function pages(): Plugin {
  let config: ResolvedConfig | undefined
  let later = new Map<string, string>()
  let preloads = ''
  return {
    name: 'pages',
    configResolved(resolved) {
      config = resolved
    },
    transformIndexHtml(page, { server }) {
      if (server === undefined || config === undefined) return page
      const words = compileFile(path.join(config.root, 'src/messages/first/en.json'))
      return page.replace('</head>', () => `${wordsIn(words, '/src/messages/later/en.json?import')}</head>`)
    },
    generateBundle(_, bundle) {
      later = new Map(
        Object.values(bundle).flatMap((file) => {
          const language =
            file.type === 'chunk'
              ? /\/later\/([\w-]+)\.json$/.exec(file.facadeModuleId ?? '')?.[1]
              : undefined
          return language === undefined ? [] : [[language, `/${file.fileName}`] as const]
        }),
      )
      preloads = preloadsOf(bundle)
    },
    async closeBundle() {
      if (config === undefined || config.command !== 'build') return
      const folder = path.resolve(config.root, config.build.outDir)
      const catalogues = path.join(config.root, 'src/messages/first')
      const drawer = await openDrawer(config.root)
      const page = readFileSync(path.join(folder, 'index.html'), 'utf8').replace(
        /(?=<script type="module")/,
        () => preloads,
      )
      rmSync(path.join(folder, 'index.html'))
      const styles = /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/.exec(page)
      if (styles?.[1] === undefined) throw new Error('index.html names no styles')
      const css = readFileSync(path.join(folder, styles[1]), 'utf8').trim()
      try {
        for (const file of readdirSync(catalogues)) {
          const language = /^([\w-]+)\.json$/.exec(file)?.[1]
          if (language === undefined) continue
          const laterAt = later.get(language)
          if (laterAt === undefined) throw new Error(`the build holds no later words of ${language}`)
          const words = compileFile(path.join(catalogues, file))
          const begun = page.replace(
            'lang="en" dir="ltr"',
            `lang="${language}" dir="${directionOf(language)}"`,
          )
          const speaking = (said: object) =>
            begun.replace('</head>', () => `${wordsIn(said, laterAt)}</head>`)
          writeFileSync(path.join(folder, `index.${language}.html`), speaking(words))
          const drawn = speaking(pick(words, startWords))
            .replace(styles[0], () => `<style>${css}</style>`)
            .replace('<div id="app"></div>', () => `<div id="app">${drawer.draw(language, words)}</div>`)
          writeFileSync(path.join(folder, `start.${language}.html`), drawn)
        }
      } finally {
        await drawer.close()
      }
    },
  }
}

/** What the entry will import once the page has been painted is on its way by then: nothing waits for anything else. */
function preloadsOf(bundle: Rolldown.OutputBundle): string {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const begun = chunks.find(({ isEntry }) => isEntry)?.dynamicImports ?? []
  const imported = chunks.filter(({ fileName }) => begun.includes(fileName)).flatMap(({ imports }) => imports)
  return [...new Set([...begun, ...imported])]
    .map((name) => `<link rel="preload" as="script" crossorigin href="/${name}">\n    `)
    .join('')
}

/** What the look-up page says by itself. Before it can lead to another screen, the rest of the words is there. */
const startWords = ['app', 'search', 'failure']

const pick = (words: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(words).filter(([name]) => names.includes(name)))

/** What draws the look-up page by the components of the app. */
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
