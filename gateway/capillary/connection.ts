import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { traceparentFor } from '#gateway/http/trace.ts'
import { openBreaker, probeSeconds, type Breaker } from '#gateway/resilience/breaker.ts'
import { openBulkhead, type Bulkhead, type Room } from '#gateway/resilience/bulkhead.ts'
import { openRetryBudget } from '#gateway/resilience/retry-budget.ts'
import { Unasked } from '#gateway/resilience/not-attempted.ts'
import { conditionIn, type VendorCondition } from './condition.ts'
import type { Errand } from './call-context.ts'
import { BrokenOff, FailedTry } from './failed-try.ts'
import { pauseBefore } from './second-try.ts'

/** One answer of the vendor, read to its end. */
export type Answer = {
  status: number
  text: string
  /** `X-Cap-RequestID`, by which the vendor's support finds the request. */
  requestId: string | undefined
  retryAfter: string | undefined
  /** The vendor's clock, as its `Date` header has it. */
  date: string | undefined
}

export type Question = {
  method: 'GET' | 'POST'
  /** Path and query, made by us from fixed parts. */
  path: string
  headers: Record<string, string>
  body?: string
  /** Ends the question when the browser goes away. */
  signal: AbortSignal
  /** Whose question it is, where it is anybody's. */
  errand?: Errand
}

export type Connection = { ask(question: Question): Promise<Answer>; close(): Promise<void> }

/** Milliseconds. The whole is less than the sum: one deadline covers both tries. */
export type Patience = { connect: number; headers: number; whole: number }

/** A browser asks twice before it gives up, and has promised the clerk an end within ten seconds. */
const usualPatience: Patience = { connect: 1_000, headers: 3_500, whole: 4_000 }

/** As many at once as there are connections. Who has waited for half a second would see a name too late anyway. */
const usualRoom: Room = { most: 64, waiting: 256, patience: 500 }

/** The vendor's largest sample is 5 kB; no honest answer comes near. */
const longestAnswer = 1_048_576

/** What is told of calls: what each met at the vendor, which were repeated, and which turned away. */
export type Told = {
  met?: (condition: VendorCondition) => void
  retried?: (() => void) | undefined
  shed?: (() => void) | undefined
}

type Setting = { patience?: Patience | undefined; room?: Room | undefined; told?: Told }

/**
 * Pooled keep-alive connections to the vendor, which take no more calls than the vendor bears: so many at once; at most a tenth of
 * them repeated, by us or by a browser; none while it answers none. Redirects are answers like any other (never followed).
 *
 * @throws {ProblemError} when asked; or the reason of the question's signal
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
    { method, path, body, headers, errand }: Question,
    signal: AbortSignal,
  ): Promise<Answer> => {
    const answer = await request(new URL(path, origin), {
      dispatcher,
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        accept: 'application/json',
        ...(errand === undefined ? {} : { traceparent: traceparentFor(errand.trace) }),
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

  /** Whoever repeats what has just failed waits for a share of the calls. A breaker that is not closed lets only one through anyway. */
  const admit = ({ method, errand }: Question) => {
    if (errand?.again === undefined || method !== 'GET' || errand.isLetThrough) return
    if (breaker.state() === 'closed' && !budget.hasRoom())
      throw new ProblemError(errand.again, { retryAfterSeconds: probeSeconds, cause: new Unasked() })
    errand.isLetThrough = true
  }

  return {
    breaker,
    bulkhead,
    async ask(question) {
      const limit = limitOf(question, patience)
      admit(question)
      const note = question.errand?.isLetThrough ? budget.noteRetry : budget.noteFirst
      const first = await tryOnce(question, limit, note).catch(unlessTried)
      const pause = question.errand?.again === undefined ? pauseBefore(question.method, first) : undefined
      if (pause === undefined || limit.left() < pause + leastForATry || !budget.hasRoom())
        return settle(first)
      // Before the pause, so that others know of it.
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

/** It goes into logs and to browsers: what is no id stays here. */
const readId = (id: string | undefined) => (id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined)

/** Milliseconds without which a second try is not worth beginning. */
const leastForATry = 250

type Limit = { signal: AbortSignal; left(): number; isInAHurry: boolean }

/** Until when an answer is waited for: as long as the vendor is given, or until nobody waits any more. */
function limitOf({ errand }: Question, patience: Patience): Limit {
  const end = Math.min(performance.now() + patience.whole, errand?.until ?? Infinity)
  const left = () => end - performance.now()
  if (left() <= 0) throw new ProblemError('timed_out')
  return {
    left,
    signal: AbortSignal.timeout(Math.ceil(left())),
    isInAHurry: end === errand?.until,
  }
}

const asFailedTry =
  ({ signal }: Question, { isInAHurry }: Limit) =>
  (fault: unknown): never => {
    if (isTurnedAway(fault)) throw fault
    throw new FailedTry(fault, { browser: signal, isInAHurry })
  }

const isTurnedAway = (fault: unknown) => fault instanceof ProblemError && fault.cause instanceof Unasked

function unlessTried(fault: unknown): FailedTry {
  if (fault instanceof FailedTry) return fault
  if (fault instanceof Unasked)
    throw new ProblemError('vendor_down', { retryAfterSeconds: probeSeconds, cause: fault })
  throw fault
}

function settle(outcome: Answer | FailedTry): Answer {
  if (outcome instanceof FailedTry) throw outcome.problem
  return outcome
}
