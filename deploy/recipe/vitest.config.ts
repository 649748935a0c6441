import { defineConfig } from 'vitest/config'

/** Of the built gateway: `npm run build` comes before it. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['deploy/recipe/*.test.ts'],
    testTimeout: 40_000,
    hookTimeout: 40_000,
  },
})
