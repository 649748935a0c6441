import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { devProxy, gatewayInDev } from './tools/build/gateway-in-dev.ts'
import { icuMessages } from './tools/build/icu-messages.ts'
import { manifests } from './tools/build/manifests.ts'
import { pages } from './tools/build/pages.ts'
import { shellWorker } from './tools/build/shell-worker.ts'

export default defineConfig({
  plugins: [icuMessages(), react(), tailwind(), gatewayInDev(), manifests(), pages(), shellWorker()],
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  build: {
    outDir: 'dist/app',
    target: ['chrome111', 'edge111', 'firefox128', 'safari16.4'],
    assetsInlineLimit: 0,
    // The pages name what is preloaded: tools/build/pages.ts.
    modulePreload: false,
    // What is bundled, and under which terms, goes with it: dist/app/.vite/license.md, which is not served.
    license: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What waits for the first paint and then fetches the app must not need the app.
            { name: 'index', test: /\/src\/main\.tsx$|vite\/preload-helper|rolldown\/runtime/ },
            { name: 'app', test: /\/src\/app\.tsx$/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: devProxy },
})
