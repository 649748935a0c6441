import type { ProblemCode } from '#contract/api/problem.ts'
import type { Trace } from '#gateway/http/trace.ts'
import type { Connection } from './connection.ts'

/** For whom the vendor is asked, which may take several calls. */
export type Errand = {
  /** `performance.now()` from which nobody waits for the answer any more. */
  until: number
  /** Where it repeats what has just failed: with which code that did. */
  again?: ProblemCode | undefined
  /** As a part of which the vendor is asked. */
  trace: Trace
  /** A repetition is let through as a whole, or not at all. */
  isLetThrough?: boolean
}

/** The same connection, on an errand. */
export const onErrand = (connection: Connection, errand: Errand): Connection => ({
  ...connection,
  ask: (question) => connection.ask({ ...question, errand }),
})
