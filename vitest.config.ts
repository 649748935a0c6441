import { defineConfig } from 'vitest/config'
import { findPostgres } from './gateway/testing/postgres-server.ts'
import { icuMessages } from './plugins/icu-messages.ts'

const hasServer = findPostgres() !== undefined
if (!hasServer)
  console.warn(
    'No PostgreSQL server is installed: the tests of store and sessions run on the embedded one only.',
  )

export default defineConfig({
  plugins: [icuMessages()],
  test: {
    environment: 'node',
    testTimeout: 20_000,
    // Of two processors Vitest would leave one alone, and most of these tests wait for servers.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['{contract,gateway,sandbox,src,plugins,scripts,bench}/**/*.test.ts', 'deploy/*.test.ts'],
        },
      },
      ...(hasServer
        ? [
            {
              extends: true as const,
              test: {
                name: 'on a PostgreSQL server',
                include: [
                  'gateway/store/store.test.ts',
                  'gateway/sessions/*.test.ts',
                  'gateway/audit/{audit,forget}.test.ts',
                  'gateway/harvest/*.test.ts',
                  'gateway/challenge/challenge.test.ts',
                  'gateway/verification/*.test.ts',
                  'gateway/hand-over/*.test.ts',
                ],
                globalSetup: 'gateway/testing/postgres-server.ts',
              },
            },
          ]
        : []),
    ],
  },
})
