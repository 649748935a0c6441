import * as v from 'valibot'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Query, Store } from './store.ts'

/** An error raised by the database itself, with its SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const objection = v.object({ severity: v.string(), code: v.string() })

/** No connection, no resources, shutting down, or a system error: it may pass by itself. */
const passing = /^(08|53|57|58)/

const isOurMistake = (fault: unknown) => {
  const read = v.safeParse(objection, fault)
  return read.success && !passing.test(read.output.code)
}

/** Seconds after which it is worth asking again. */
const soon = 3

/**
 * The same store, which throws `store_down` if it cannot be reached. Other errors of the database are our own bugs and stay
 * unchanged.
 */
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
    // An error thrown by the work itself is passed on unchanged.
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
