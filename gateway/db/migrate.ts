import * as v from 'valibot'
import { migrations } from './migrations.ts'
import type { Query, Store } from './store.ts'

/** The store was written by a newer program, so this one would misread it. */
class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew'
  constructor(found: number) {
    super(
      `The store has schema ${found}, and this program knows schemas up to ${migrations.length}. Start the newer program.`,
    )
  }
}

/** Any number that nothing else in the database uses as an advisory lock. */
const advisoryLock = 6_520_417

/**
 * Brings the store's schema up to date, in one transaction. Gateways that start at the same time wait for each other.
 *
 * @throws {SchemaTooNew}
 * @see https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export const migrate = (store: Store): Promise<void> =>
  store.transaction(async (query) => {
    await query('select pg_advisory_xact_lock($1)', [advisoryLock])
    // A role that does not own the store may not even run `create table` for an existing table.
    const [{ there } = {}] = await query("select to_regclass('schema_version') is not null as there")
    if (there !== true) await query('create table schema_version (version integer not null)')
    const found = await versionIn(query)
    if (found > migrations.length) throw new SchemaTooNew(found)
    if (found === migrations.length) return
    for (const statement of migrations.slice(found).flat()) await query(statement)
    await query('delete from schema_version')
    await query('insert into schema_version (version) values ($1)', [migrations.length])
  })

async function versionIn(query: Query) {
  const rows = await query('select version from schema_version')
  return v.parse(v.array(v.object({ version: v.number() })), rows)[0]?.version ?? 0
}
