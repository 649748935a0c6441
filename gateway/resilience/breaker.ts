import { circuitBreaker, CircuitState, handleWhen, type IBreaker } from 'cockatiel'
import { openRecentCounts } from './recent-counts.ts'
import { NotAttempted } from './not-attempted.ts'

/** Stops calls to an upstream while they would only fail. */
export type Breaker = {
  /** Closed lets all calls through, open none, half-open one probe. */
  state(): 'closed' | 'open' | 'half-open'
  /**
   * Does the work, unless the breaker is open.
   *
   * @param isFault whether a result of the work counts as a failure
   * @throws {NotAttempted} if the work was not started; otherwise what the work threw
   */
  run<Result>(work: () => Promise<Result>, isFault: (result: Result) => boolean): Promise<Result>
}

/** Milliseconds until one probe may test the upstream. Together with the longest call to the vendor that is six seconds at most. */
const untilProbe = 2_000

/** Seconds after which a caller may try again. */
export const probeSeconds = Math.ceil(untilProbe / 1000)

/**
 * The breaker opens when more than half of at least twenty calls within ten seconds fail: a handful of tills, or a single odd
 * customer, does not open it.
 */
const [tooMuch, tooFew] = [0.5, 20]

/**
 * Opens a breaker for one upstream. While a probe is running, all other calls are still refused at once.
 *
 * @param isTheirs whether an error that the work threw is the upstream's fault
 * @see https://github.com/connor4312/cockatiel#circuitbreakerpolicy-breaker
 */
export function openBreaker(isTheirs: (fault: unknown) => boolean): Breaker {
  // A probe that ended without an answer has proved nothing, whichever side ended it.
  const isFailure = (fault: unknown): boolean => isTheirs(fault) || policy.state === CircuitState.HalfOpen
  const policy = circuitBreaker(
    handleWhen(isFailure).orWhenResult((result) => result instanceof Failed),
    { halfOpenAfter: untilProbe, breaker: openSample() },
  )
  return {
    state: () => names[policy.state],
    async run(work, isFault) {
      if (policy.state === CircuitState.HalfOpen) throw new NotAttempted()
      let isAsked = false
      const outcome = await policy
        .execute(async () => {
          isAsked = true
          const result = await work()
          return isFault(result) ? new Failed(result) : result
        })
        .catch((fault: unknown) => {
          throw isAsked ? fault : new NotAttempted()
        })
      return outcome instanceof Failed ? outcome.result : outcome
    },
  }
}

/**
 * Decides when to open. The library's own sample drops one second per second in which there are calls, however long ago they were:
 * the good calls of the evening would keep the breaker closed through an outage in the morning.
 */
function openSample(): IBreaker {
  const calls = openRecentCounts<'answered' | 'failed'>()
  return {
    state: undefined,
    success(state) {
      if (state === CircuitState.HalfOpen) calls.clear()
      calls.note('answered')
    },
    failure(state) {
      calls.note('failed')
      const failed = calls.sum('failed')
      const all = failed + calls.sum('answered')
      return state !== CircuitState.Closed || (all >= tooFew && failed > tooMuch * all)
    },
  }
}

const names = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
} as const

/** Wraps a result that counts as a failure. */
class Failed<Result> {
  readonly result: Result
  constructor(result: Result) {
    this.result = result
  }
}
