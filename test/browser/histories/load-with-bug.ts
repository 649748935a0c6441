import { createServer } from 'vite'
import type { Bug } from './bugs.ts'
import type { Plan, playHistories } from './play.ts'

/**
 * Loads the property over our code with a bug written into it: every module is read afresh, edited as text, and run. Dispose of it.
 *
 * @throws when a text to be edited does not occur exactly once: then the bug has to be written anew
 */
export async function loadWithBug({ name, edits }: Bug) {
  const unused = new Set(edits)
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    oxc: { target: 'es2022' },
    plugins: [
      {
        name: 'seeded-bug',
        enforce: 'pre',
        transform(code, id) {
          let edited = code
          for (const edit of edits) {
            const [file, from, to] = edit
            if (!id.endsWith(`/${file}`)) continue
            if (edited.split(from).length !== 2) throw new Error(`"${name}" does not fit ${file}: ${from}`)
            edited = edited.replace(from, () => to)
            unused.delete(edit)
          }
          return edited
        },
      },
    ],
  })
  const loaded = await server.ssrLoadModule('/test/browser/histories/play.ts')
  const play: typeof playHistories = loaded['playHistories']
  return {
    async play(plan: Plan) {
      const result = await play(plan)
      // Our code is loaded by the first history.
      if (unused.size > 0) throw new Error(`"${name}" was not written into the code`)
      return result
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}
