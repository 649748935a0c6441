import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { devProxy, gatewayInDev } from './tools/build/gateway-in-dev.ts'
import { icuMessages } from './tools/build/icu-messages.ts'
import { laterValibot } from './tools/build/later-valibot.ts'
import { leanQuery } from './tools/build/lean-query.ts'
import { leanRouter } from './tools/build/lean-router.ts'
import { manifests } from './tools/build/manifests.ts'
import { pages } from './tools/build/pages.ts'
import { plainImports } from './tools/build/plain-imports.ts'
import { shellWorker } from './tools/build/shell-worker.ts'

export default defineConfig({
  plugins: [
    icuMessages(),
    react(),
    tailwind(),
    gatewayInDev(),
    plainImports(),
    laterValibot(),
    leanRouter(),
    leanQuery(),
    manifests(),
    pages(),
    shellWorker(),
  ],
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  build: {
    outDir: 'dist/app',
    target: ['chrome111', 'edge111', 'firefox128', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: false,
    // What is bundled, and under which terms, goes with it: dist/app/.vite/license.md, which is not served.
    license: true,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'app', test: /rolldown\/runtime|\/src\/app\.tsx$/ }] } },
    },
  },
  server: { port: 5173, proxy: devProxy },
})
