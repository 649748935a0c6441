import { defineConfig } from 'vite'

/** Node 20 does not run TypeScript: the gateway is bundled, its libraries stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'gateway/server.ts',
    outDir: 'dist/gateway',
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
})
