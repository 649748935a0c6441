import type { ProblemCode } from '#contract/api/problem.ts'
import type { Trace } from '#gateway/http/trace.ts'
import type { Connection } from './connection.ts'

/** The request on whose behalf the gateway asks the vendor. One request may need several calls. */
export type CallContext = {
  /** The time, as `performance.now()`, after which nobody waits for the answer. */
  until: number
  /** If the request repeats one that has just failed: the code of that failure. */
  again?: ProblemCode | undefined
  /** The trace to which the calls belong. */
  trace: Trace
  /** True once the retry budget has admitted this repetition. Its further calls are admitted too. */
  isLetThrough?: boolean
}

/** The same connection, with a call context added to every question. */
export const inContext = (connection: Connection, context: CallContext): Connection => ({
  ...connection,
  ask: (question) => connection.ask({ ...question, context }),
})
