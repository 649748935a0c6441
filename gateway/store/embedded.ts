import { PGlite } from '@electric-sql/pglite'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { lockFolder } from './folder-lock.ts'
import type { Param, Query, Row, Store } from './store.ts'

/** One till's gateway needs neither many connections nor much memory. */
const modest = ['shared_buffers = 16MB', 'max_connections = 10']

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
  const queryOf =
    (runner: Pick<PGlite, 'query'>): Query =>
    async (sql, params: readonly Param[] = []) =>
      (await runner.query<Row>(sql, [...params])).rows
  return {
    query: queryOf(database),
    transaction: (work) => database.transaction((runner) => work(queryOf(runner))),
    async close() {
      await database.close()
      await unlock()
    },
  }
}
