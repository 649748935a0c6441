/** A row as the database has it, to be parsed by whoever asked. */
export type Row = Record<string, unknown>

/** Runs one statement with its `$1, $2 …`: texts, numbers, booleans, null, dates and bytes. @returns the rows, if it has any */
export type Query = (sql: string, params?: readonly Param[]) => Promise<Row[]>

export type Param = string | number | boolean | null | Date | Uint8Array

/**
 * Where the gateway keeps what must outlive a request. Both kinds speak PostgreSQL's SQL; nobody who uses a store can tell which it
 * is.
 */
export type Store = {
  query: Query
  /** Runs the work in one transaction, which what it throws rolls back. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>
  close(): Promise<void>
}
