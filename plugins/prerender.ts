import react from '@vitejs/plugin-react'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createServer, type Plugin, type ResolvedConfig } from 'vite'
import * as v from 'valibot'
import { icuMessages } from './icu-messages.ts'

const drawing = v.object({ startMarkup: v.custom<() => string>((value) => typeof value === 'function') })

/**
 * Writes `start.html` beside `index.html`: the look-up page drawn already, with its styles in it, so that it can be read and typed into
 * as soon as it has arrived. Other screens begin with the empty page.
 */
export function prerender(): Plugin {
  let config: ResolvedConfig | undefined
  return {
    name: 'prerender',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    async closeBundle() {
      if (config === undefined) return
      const folder = path.resolve(config.root, config.build.outDir)
      const server = await createServer({
        root: config.root,
        configFile: false,
        logLevel: 'error',
        appType: 'custom',
        server: { middlewareMode: true, ws: false, watch: null },
        optimizeDeps: { noDiscovery: true },
        plugins: [icuMessages(), react()],
        resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
        ssr: { noExternal: ['use-intl'] },
      })
      try {
        const { startMarkup } = v.parse(drawing, await server.ssrLoadModule('/src/prerender.tsx'))
        const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
        const styles = /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/.exec(page)
        if (styles?.[1] === undefined) throw new Error('index.html names no styles')
        const css = readFileSync(path.join(folder, styles[1]), 'utf8').trim()
        const drawn = page
          .replace(styles[0], () => `<style>${css}</style>`)
          .replace('<div id="app"></div>', () => `<div id="app">${startMarkup()}</div>`)
        writeFileSync(path.join(folder, 'start.html'), drawn)
      } finally {
        await server.close()
      }
    },
  }
}
