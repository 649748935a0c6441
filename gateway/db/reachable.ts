import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Query, Store } from './store.ts'
import { isRefusal } from './store-fault.ts'

/** Seconds after which it is worth asking again. */
const soon = 3

/**
 * The same store, which throws `store_down` if it cannot be reached. Other errors of the database are our own bugs and stay
 * unchanged.
 */
export function sayingWhenDown(store: Store): Store {
  const tell = (fault: unknown): never => {
    if (fault instanceof ProblemError || isRefusal(fault)) throw fault
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
