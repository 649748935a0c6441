import { PGlite } from '@electric-sql/pglite'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { statementsOf } from './embedded-statements.ts'
import { lockFolder } from './folder-lock.ts'
import { closeToOthers } from './folder-rights.ts'
import type { Store } from './store.ts'

/**
 * The gateway of a single till needs neither many connections nor much memory. Plans are made once, while the tables are still
 * empty, and the engine gets no statistics about their growth, so sequential scans are disabled: indexes are always used where
 * possible.
 */
const modest = ['shared_buffers = 16MB', 'max_connections = 10', 'enable_seqscan = off']

/**
 * PostgreSQL inside this process, in a folder or in memory. Only one process at a time may use a folder.
 *
 * @param folder created if it does not exist
 * @param template a dump of an empty database, which starts in a third of the time of a new one
 * @throws {FolderInUse | FolderOpenToOthers}
 * @see https://pglite.dev/docs/api
 */
export async function openEmbedded(folder?: string, template?: Blob): Promise<Store> {
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await closeToOthers(folder)
  }
  const unlock = folder === undefined ? async () => undefined : await lockFolder(folder)
  const database = await PGlite.create({
    postgresqlconf: modest,
    ...(folder === undefined ? {} : { dataDir: path.join(folder, 'postgres') }),
    ...(template === undefined ? {} : { loadDataDir: template }),
  })
  const run = statementsOf(database)
  let last: Promise<unknown> = Promise.resolve()
  /** All queries share one connection, so a transaction must run alone. */
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
