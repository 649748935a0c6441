import type { Plugin } from 'vite'

/**
 * React Router marks none of its components as free of side effects, and names each for the developer tools: forms, prefetching and
 * server components that nobody uses would stay in the first load. With the marks and without the names the bundler drops them.
 */
export const leanRouter = (): Plugin => ({
  name: 'lean-router',
  apply: 'build',
  transform: {
    filter: { id: /\/react-router\/dist\/.*\.mjs$/ },
    handler: (code) => ({
      code: code
        .replace(/^\w+\.displayName = .*;$/gm, '')
        .replace(/ = (React\d*\.(?:forwardRef|memo|createContext)\()/g, ' = /* @__PURE__ */ $1'),
      map: null,
    }),
  },
})
