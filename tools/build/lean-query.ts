import type { Plugin } from 'vite'

/** Every query of TanStack Query brings along how lists are fetched page by page. We have no such lists, and half a kilobyte better uses. */
export const leanQuery = (): Plugin => ({
  name: 'lean-query',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: /\/query-core\/build\/modern\/infiniteQueryBehavior\.js$/ },
    handler: () => `
      export const infiniteQueryBehavior = () => { throw new Error('lean-query.ts left out what fetches pages') }
      export const hasNextPage = infiniteQueryBehavior
      export const hasPreviousPage = infiniteQueryBehavior
    `,
  },
})
