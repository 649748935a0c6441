import { defineConfig } from 'vitest/config'
import { icuMessages } from './plugins/icu-messages.ts'

export default defineConfig({
  plugins: [icuMessages()],
  test: {
    include: ['{contract,gateway,sandbox,src,plugins,scripts,bench}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
  },
})
