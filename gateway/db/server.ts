import { createHash } from 'node:crypto'
import { Pool, type PoolClient } from 'pg'
import { losesStatements } from './store-fault.ts'
import type { Param, Query, Store } from './store.ts'

/** Milliseconds for which an unused connection stays open, so that a quiet till does not wait for a new one each time. */
const keptFor = 600_000

/** Milliseconds until a statement is given up: a till cannot wait longer for the database than for the vendor. */
const patience = 3_000

/**
 * A PostgreSQL server, which any number of gateways may share, or a pooler in front of one. The patience is set by a statement, because
 * a pooler refuses it as a start-up parameter. A pooler that gives each transaction another connection may also not know prepared
 * statements; from the first such error on, statements have no names.
 *
 * @see https://node-postgres.com/apis/pool
 * @see https://www.pgbouncer.org/features.html
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
    application_name: 'countersign',
    // The pool waits for the promise, which its types do not say.
    // oxlint-disable-next-line no-misused-promises
    onConnect: async (client) => {
      await client.query(`set statement_timeout = ${patience}`)
    },
  })
  // A connection that the server ends while idle is replaced at the next query. Without a listener, the event would end the
  // process.
  pool.on('error', () => undefined)
  let hasNames = true
  /** Runs it again without names if the pooler lost a named statement: nothing of it was carried out, or it was rolled back. */
  const retried = async <T>(run: (isNamed: boolean) => Promise<T>): Promise<T> => {
    const isNamed = hasNames
    try {
      return await run(isNamed)
    } catch (fault) {
      if (!isNamed || !losesStatements(fault)) throw fault
      hasNames = false
      return run(false)
    }
  }
  return {
    query: (text, params) => retried((isNamed) => queryOf(pool, isNamed)(text, params)),
    transaction: (work) => retried((isNamed) => inTransaction(pool, isNamed, work)),
    close: () => pool.end(),
  }
}

async function inTransaction<T>(pool: Pool, isNamed: boolean, work: (query: Query) => Promise<T>) {
  const client = await pool.connect()
  try {
    await client.query(`begin; set local statement_timeout = ${patience}`)
    const result = await work(queryOf(client, isNamed))
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
}

const queryOf =
  (runner: Pick<Pool | PoolClient, 'query'>, isNamed: boolean): Query =>
  async (text, params: readonly Param[] = []) => {
    const { rows } = await runner.query<Record<string, unknown>>({
      text,
      values: [...params],
      ...(params.length > 0 && isNamed ? { name: nameOf(text) } : {}),
    })
    return rows
  }

const names = new Map<string, string>()

/**
 * The name of a prepared statement. Statements with parameters come again; under a name, the server parses and plans them once per
 * connection. All gateways give a statement the same name, and no other statement has it, so connections that a pooler shares agree.
 *
 * @see https://node-postgres.com/features/queries#prepared-statements
 */
function nameOf(text: string) {
  const name =
    names.get(text) ?? `countersign_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  names.set(text, name)
  return name
}
