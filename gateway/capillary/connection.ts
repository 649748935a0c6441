import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { traceparentFor } from '#gateway/http/trace.ts'
import { openBreaker, probeSeconds, type Breaker } from '#gateway/resilience/breaker.ts'
import { openBulkhead, type Bulkhead, type Room } from '#gateway/resilience/bulkhead.ts'
import { openRetryBudget } from '#gateway/resilience/retry-budget.ts'
import { NotAttempted } from '#gateway/resilience/not-attempted.ts'
import { conditionIn, type VendorCondition } from './condition.ts'
import type { CallContext } from './call-context.ts'
import { BrokenOff, FailedTry } from './failed-try.ts'
import { pauseBefore } from './second-try.ts'

/** One answer from the vendor, read to its end. */
export type Answer = {
  status: number
  text: string
  /** `X-Cap-RequestID`. The vendor's support finds the request by it. */
  requestId: string | undefined
  retryAfter: string | undefined
  /** The vendor's `Date` header. */
  date: string | undefined
}

export type Question = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path and query, built by us from fixed parts. */
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array
  /** Aborts the question when the browser disconnects. */
  signal: AbortSignal
  /** The request on whose behalf the question is asked; absent for the gateway's own questions. */
  context?: CallContext
}

export type Connection = { ask(question: Question): Promise<Answer>; close(): Promise<void> }

/** Timeouts in milliseconds. `whole` is less than the sum because one deadline covers both tries. */
export type Patience = { connect: number; headers: number; whole: number }

/** The browser tries twice, and the associate is promised an end within ten seconds. */
const usualPatience: Patience = { connect: 1_000, headers: 3_500, whole: 4_000 }

/** As many calls at once as there are connections. After half a second in the queue, an answer would come too late anyway. */
const usualRoom: Room = { most: 64, waiting: 256, patience: 500 }

/** In bytes. The vendor's largest sample is 5 kB, so no genuine answer comes near this limit. */
const longestAnswer = 1_048_576

/** Callbacks about calls: the state each one met at the vendor, each retry, and each call turned away. */
export type Told = {
  met?: (condition: VendorCondition) => void
  retried?: (() => void) | undefined
  shed?: (() => void) | undefined
}

type Setting = { patience?: Patience | undefined; room?: Room | undefined; told?: Told }

/**
 * Opens pooled keep-alive connections to the vendor and limits the load on it: a maximum of calls at once, at most a tenth of them
 * retries (by the gateway or by a browser), and none while the vendor answers nothing. Redirects are returned as answers and never
 * followed.
 *
 * @throws {ProblemError} from `ask`; `ask` can also reject with the reason of the question's signal
 */
export function connectTo(
  origin: string,
  { patience = usualPatience, room = usualRoom, told = {} }: Setting = {},
): Connection & { breaker: Breaker; bulkhead: Bulkhead } {
  const dispatcher = new Agent({
    connect: { timeout: patience.connect },
    headersTimeout: patience.headers,
    bodyTimeout: patience.headers,
    keepAliveTimeout: 30_000,
    connections: room.most,
    maxResponseSize: longestAnswer,
  })
  const breaker = openBreaker((fault) => {
    const isVendors = fault instanceof FailedTry && fault.isVendors
    if (isVendors) told.met?.('down')
    return isVendors
  })
  const bulkhead = openBulkhead(room, told.shed)
  const budget = openRetryBudget()

  const tell = async (
    { method, path, body, headers, context }: Question,
    signal: AbortSignal,
  ): Promise<Answer> => {
    const answer = await request(new URL(path, origin), {
      dispatcher,
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        accept: 'application/json',
        ...(context === undefined ? {} : { traceparent: traceparentFor(context.trace) }),
        ...headers,
      },
      signal,
    })
    const header = (name: string) => [answer.headers[name]].flat()[0]
    return {
      status: answer.statusCode,
      text: await answer.body.text().catch((cause: unknown) => Promise.reject(new BrokenOff(cause))),
      requestId: readId(header('x-cap-requestid') ?? header('x-cap-request-id')),
      retryAfter: header('retry-after'),
      date: header('date'),
    }
  }

  const takePlaceAndTell = async (question: Question, limit: Limit) => {
    const signal = AbortSignal.any([question.signal, limit.signal])
    const leave = await bulkhead.enter(signal).catch(asFailedTry(question, limit))
    try {
      return await tell(question, signal).catch(asFailedTry(question, limit))
    } finally {
      leave()
    }
  }

  const tryOnce = (question: Question, limit: Limit, note: () => void = () => undefined) =>
    breaker.run(
      () => {
        note()
        return takePlaceAndTell(question, limit)
      },
      (answer) => {
        const condition = conditionIn(answer, question.path)
        told.met?.(condition)
        return condition === 'down'
      },
    )

  /**
   * A repetition of a request that has just failed needs room in the retry budget. A breaker that is not closed lets only one call
   * through anyway.
   */
  const admit = ({ method, context }: Question) => {
    if (context?.again === undefined || method !== 'GET' || context.isLetThrough) return
    if (breaker.state() === 'closed' && !budget.hasRoom())
      throw new ProblemError(context.again, { retryAfterSeconds: probeSeconds, cause: new NotAttempted() })
    context.isLetThrough = true
  }

  return {
    breaker,
    bulkhead,
    async ask(question) {
      const limit = limitOf(question, patience)
      admit(question)
      const note = question.context?.isLetThrough ? budget.noteRetry : budget.noteFirst
      const first = await tryOnce(question, limit, note).catch(unlessTried)
      const pause = question.context?.again === undefined ? pauseBefore(question.method, first) : undefined
      if (pause === undefined || limit.left() < pause + leastForATry || !budget.hasRoom())
        return settle(first)
      // Before the wait, so that concurrent calls see this retry in the budget.
      budget.noteRetry()
      told.retried?.()
      await wait(pause, undefined, { signal: question.signal }).catch(() =>
        Promise.reject(question.signal.reason),
      )
      return settle(await tryOnce(question, limit).catch(unlessTried))
    },
    close: () => dispatcher.close(),
  }
}

/** The id goes into logs and to browsers, so a value that does not look like an id is dropped. */
const readId = (id: string | undefined) => (id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined)

/** Milliseconds. With less time left, a second try is not worth starting. */
const leastForATry = 250

type Limit = { signal: AbortSignal; left(): number; isInAHurry: boolean }

/** The deadline for an answer: the patience for the vendor, or the end of the call context if that comes earlier. */
function limitOf({ context }: Question, patience: Patience): Limit {
  const end = Math.min(performance.now() + patience.whole, context?.until ?? Infinity)
  const left = () => end - performance.now()
  if (left() <= 0) throw new ProblemError('timed_out')
  return {
    left,
    signal: AbortSignal.timeout(Math.ceil(left())),
    isInAHurry: end === context?.until,
  }
}

const asFailedTry =
  ({ signal }: Question, { isInAHurry }: Limit) =>
  (fault: unknown): never => {
    if (isTurnedAway(fault)) throw fault
    throw new FailedTry(fault, { browser: signal, isInAHurry })
  }

const isTurnedAway = (fault: unknown) => fault instanceof ProblemError && fault.cause instanceof NotAttempted

function unlessTried(fault: unknown): FailedTry {
  if (fault instanceof FailedTry) return fault
  if (fault instanceof NotAttempted)
    throw new ProblemError('vendor_down', { retryAfterSeconds: probeSeconds, cause: fault })
  throw fault
}

function settle(outcome: Answer | FailedTry): Answer {
  if (outcome instanceof FailedTry) throw outcome.problem
  return outcome
}
