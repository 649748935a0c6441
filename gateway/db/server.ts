import { Pool, type PoolClient } from 'pg'
import type { Param, Query, Store } from './store.ts'

/** Milliseconds for which an unused connection stays open, so that a quiet till does not wait for a new one each time. */
const keptFor = 600_000

/** Milliseconds until a statement is given up: a till cannot wait longer for the database than for the vendor. */
const patience = 3_000

/**
 * A PostgreSQL server, which any number of gateways may share.
 *
 * @see https://node-postgres.com/apis/pool
 */
export function openServer(url: string): Store {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    idleTimeoutMillis: keptFor,
    keepAlive: true,
    keepAliveInitialDelayMillis: 60_000,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    statement_timeout: patience,
    application_name: 'countersign',
  })
  // A connection that the server ends while idle is replaced at the next query. Without a listener, the event would end the
  // process.
  pool.on('error', () => undefined)
  return {
    query: queryOf(pool),
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(queryOf(client))
        await client.query('commit')
        client.release()
        return result
      } catch (fault) {
        // A client that cannot even roll back is not used again.
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
        throw fault
      }
    },
    close: () => pool.end(),
  }
}

const queryOf =
  (runner: Pick<Pool | PoolClient, 'query'>): Query =>
  async (text, params: readonly Param[] = []) => {
    const { rows } = await runner.query<Record<string, unknown>>({
      text,
      values: [...params],
      ...(params.length === 0 ? {} : { name: nameOf(text) }),
    })
    return rows
  }

const names = new Map<string, string>()

/**
 * The name of a prepared statement. Statements with parameters come again; under a name, the server parses and plans them once per
 * connection.
 *
 * @see https://node-postgres.com/features/queries#prepared-statements
 */
function nameOf(text: string) {
  const name = names.get(text) ?? `countersign_${names.size}`
  names.set(text, name)
  return name
}
