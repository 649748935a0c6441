import { PGlite } from '@electric-sql/pglite'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { statementsOf } from './embedded-statements.ts'
import { lockFolder } from './folder-lock.ts'
import type { Store } from './store.ts'

/**
 * One till's gateway needs neither many connections nor much memory. Plans are made once, when the tables are still empty, and nobody
 * tells the engine how these have grown: what can go by an index always does.
 */
const modest = ['shared_buffers = 16MB', 'max_connections = 10', 'enable_seqscan = off']

/**
 * PostgreSQL inside this process, in a folder or in memory. Only one process may use a folder at a time.
 *
 * @param folder made where there is none
 * @param template a dump of an empty database, which comes up in a third of the time a new one takes
 * @throws {FolderInUse}
 * @see https://pglite.dev/docs/api
 */
export async function openEmbedded(folder?: string, template?: Blob): Promise<Store> {
  if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = folder === undefined ? async () => undefined : await lockFolder(folder)
  const database = await PGlite.create({
    postgresqlconf: modest,
    ...(folder === undefined ? {} : { dataDir: path.join(folder, 'postgres') }),
    ...(template === undefined ? {} : { loadDataDir: template }),
  })
  const run = statementsOf(database)
  let last: Promise<unknown> = Promise.resolve()
  /** All share one connection: what belongs to a transaction and what does not must never mix. */
  const alone = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    query: (sql, params) => alone(() => run(sql, params)),
    transaction: (work) =>
      alone(async () => {
        await run('begin')
        try {
          const result = await work(run)
          await run('commit')
          return result
        } catch (fault) {
          await run('rollback')
          throw fault
        }
      }),
    async close() {
      await alone(() => database.close())
      await unlock()
    },
  }
}
