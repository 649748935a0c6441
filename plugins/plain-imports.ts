import type { Plugin } from 'vite'

/** Our lazy parts are single files: Vite's preloading of what they import would cost half a kilobyte of the first load for nothing. */
export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load()',
  },
})
