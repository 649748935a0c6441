import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tools/audits/*.test.mjs'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
})
