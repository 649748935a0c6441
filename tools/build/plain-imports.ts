import type { Plugin } from 'vite'

const begun = '__vitePreload(() => '
const ended = ', __VITE_PRELOAD__)'

/**
 * Our lazy parts are single files: Vite's preloading of what they import, and its list of all their names, would cost a kilobyte of the
 * first load for nothing. What remains of it would also make `main.ts` import the app at once, of which it used the preloading.
 */
export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load()',
  },
  renderChunk(code) {
    const plain = code
      .replaceAll(begun, '')
      .replaceAll(ended, '')
      .replace(/^import \{ \w+ as __vitePreload \} from .*\n/m, '')
    if (plain.includes('__VITE_PRELOAD__')) throw new Error('an import is still wrapped in preloading')
    return { code: plain, map: null }
  },
})
