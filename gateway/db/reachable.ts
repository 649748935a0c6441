import * as v from 'valibot'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Query, Store } from './store.ts'

/** What the database itself objects to, with its SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const objection = v.object({ severity: v.string(), code: v.string() })

/** No connection, no room, shutting down, a fault of its system: it may be over by itself. */
const passing = /^(08|53|57|58)/

const isOurMistake = (fault: unknown) => {
  const read = v.safeParse(objection, fault)
  return read.success && !passing.test(read.output.code)
}

/** Seconds after which it is worth asking again. */
const soon = 3

/** The same store, which says `store_down` where it is out of reach. What the database objects to is our mistake, and stays one. */
export function sayingWhenDown(store: Store): Store {
  const tell = (fault: unknown): never => {
    if (fault instanceof ProblemError || isOurMistake(fault)) throw fault
    throw new ProblemError('store_down', { retryAfterSeconds: soon, cause: fault })
  }
  const heedful =
    (query: Query): Query =>
    (sql, params) =>
      query(sql, params).catch(tell)
  return {
    query: heedful(store.query),
    // What the work itself throws has been told already, or is its own.
    transaction: (work) => {
      let hasBegun = false
      return store
        .transaction((query) => {
          hasBegun = true
          return work(heedful(query))
        })
        .catch((fault: unknown) => {
          if (hasBegun) throw fault
          return tell(fault)
        })
    },
    close: () => store.close(),
  }
}
