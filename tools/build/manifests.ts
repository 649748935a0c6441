import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Plugin, ResolvedConfig } from 'vite'
import { directionOf } from '../../contract/store/languages.ts'
import { compileFile } from './icu-messages.ts'

const icons = (['icon', 'maskable'] as const).flatMap((name) =>
  [192, 512].map((size) => ({
    src: `/${name}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: name === 'icon' ? 'any' : name,
  })),
)

/**
 * By which a till installs the app, in each language: as a window of its own, and as a kiosk that fills the screen, for a till that was
 * opened at `/?kiosk`. Which of them a page names, `src/app/shell.ts` decides.
 *
 * @see https://www.w3.org/TR/appmanifest/
 */
export function manifests(): Plugin {
  let config: ResolvedConfig | undefined
  return {
    name: 'manifests',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle() {
      if (config === undefined) return
      const catalogues = path.join(config.root, 'src/messages')
      for (const file of readdirSync(catalogues)) {
        const language = /^([\w-]+)\.json$/.exec(file)?.[1]
        if (language === undefined) continue
        const { app, search } = compileFile(path.join(catalogues, file))
        for (const [name, start, display] of [
          ['manifest', '/', 'standalone'],
          ['kiosk', '/?kiosk', 'fullscreen'],
        ] as const)
          this.emitFile({
            type: 'asset',
            fileName: `${name}.${language}.webmanifest`,
            source: JSON.stringify({
              id: start,
              start_url: start,
              scope: '/',
              display,
              lang: language,
              dir: directionOf(language),
              ...wordsFor({ ...app, ...search }),
              theme_color: '#ffffff',
              background_color: '#f6f8f9',
              icons,
            }),
          })
      }
    },
  }
}

const wordsFor = ({ name, hint }: { name?: unknown; hint?: unknown }) => ({
  name,
  short_name: name,
  description: hint,
})
