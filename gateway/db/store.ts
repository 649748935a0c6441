/** A row as the database returns it. The caller parses it. */
export type Row = Record<string, unknown>

/** Runs one statement with its parameters `$1, $2 …`. @returns the rows, if there are any */
export type Query = (sql: string, params?: readonly Param[]) => Promise<Row[]>

export type Param = string | number | boolean | null | Date | Uint8Array

/** The gateway's storage for everything that outlives a request. Both kinds speak PostgreSQL's SQL and behave the same. */
export type Store = {
  query: Query
  /**
   * Runs the work in one transaction, which is rolled back if the work throws. The work may run a second time after that, so it only
   * runs statements.
   */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>
  close(): Promise<void>
}
