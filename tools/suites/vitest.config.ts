import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tools/suites/*.suite.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
})
