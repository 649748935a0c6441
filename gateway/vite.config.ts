import { defineConfig } from 'vite'

/** Node 20 does not run TypeScript, so the gateway is bundled. Its libraries stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/gateway',
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: {
        server: 'gateway/server.ts',
        audit: 'gateway/audit/main.ts',
        doctor: 'gateway/ops/doctor/main.ts',
        'support-code': 'gateway/ops/support-code/main.ts',
        'prepare-store': 'gateway/db/main.ts',
        'identity-provider': 'sandbox/identity-provider/serve.ts',
      },
      output: { entryFileNames: '[name].js' },
    },
  },
})
