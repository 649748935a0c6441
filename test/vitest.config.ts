import { defineConfig } from 'vitest/config'
import { findPostgres } from './support/postgres-server.ts'
import { icuMessages } from '../tools/build/icu-messages.ts'

const hasServer = findPostgres() !== undefined
if (!hasServer)
  console.warn(
    'No PostgreSQL server is installed: the tests of store and sessions run on the embedded one only.',
  )

export default defineConfig({
  plugins: [icuMessages()],
  test: {
    environment: 'node',
    testTimeout: 60_000,
    setupFiles: 'test/support/seeded-properties.ts',
    // Of two processors Vitest would leave one alone, and most of these tests wait for servers.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: [
            '{contract,gateway,sandbox,src,test}/**/*.test.ts',
            'tools/{build,scripts}/*.test.ts',
            'deploy/*.test.ts',
          ],
        },
      },
      ...(hasServer
        ? [
            {
              extends: true as const,
              test: {
                name: 'on a PostgreSQL server',
                include: [
                  'gateway/db/store.test.ts',
                  'gateway/auth/*.test.ts',
                  'gateway/audit/{audit,forget}.test.ts',
                  'gateway/scraping-guard/*.test.ts',
                  'gateway/verification/challenge/challenge.test.ts',
                  'gateway/verification/*.test.ts',
                  'gateway/verification/hand-over/*.test.ts',
                ],
                globalSetup: 'test/support/postgres-server.ts',
              },
            },
          ]
        : []),
    ],
  },
})
