import * as v from 'valibot'
import type { Plugin } from 'vite'

/**
 * React Router marks none of its components as free of side effects, and names each for the developer tools: forms, prefetching and
 * server components that nobody uses would stay in the first load. With the marks and without the names the bundler drops them. So it does
 * with warnings, and with what its assertions would say: those are for whoever writes routes, in development.
 */
export const leanRouter = (): Plugin => ({
  name: 'lean-router',
  apply: 'build',
  transform: {
    filter: { id: /\/react-router\/dist\/.*\.mjs$/ },
    handler(code) {
      let lean = code
      for (const [begin, end] of wordsIn(this.parse(code)).toSorted(([one], [other]) => other - one))
        lean = `${lean.slice(0, begin)}''${lean.slice(end)}`
      return {
        code: lean
          .replace(/^\w+\.displayName = .*;$/gm, '')
          .replace(/^( *)(warning(?:Once)?\()/gm, '$1/* @__PURE__ */ $2')
          .replace(/ = (React\d*\.(?:forwardRef|memo|createContext)\()/g, ' = /* @__PURE__ */ $1'),
        map: null,
      }
    },
  },
})

const assertion = v.object({
  type: v.literal('CallExpression'),
  callee: v.object({ type: v.literal('Identifier'), name: v.literal('invariant') }),
  arguments: v.tuple([v.unknown(), v.object({ start: v.number(), end: v.number() })]),
})

/** Where in the code the words of assertions begin and end. */
function wordsIn(node: unknown): [number, number][] {
  if (typeof node !== 'object' || node === null) return []
  const within = Object.values(node).flatMap(wordsIn)
  if (!v.is(assertion, node)) return within
  const [, { start, end }] = node.arguments
  return [...within.filter(([begin]) => begin < start || begin >= end), [start, end]]
}
