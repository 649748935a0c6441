import { circuitBreaker, CircuitState, handleWhen, type IBreaker } from 'cockatiel'
import { openRecentCounts } from './recent-counts.ts'
import { Unasked } from './not-attempted.ts'

/** What keeps calls from an upstream that would only fail. */
export type Breaker = {
  /** Closed lets all calls through, open none, half-open the one that finds out. */
  state(): 'closed' | 'open' | 'half-open'
  /**
   * Does the work, unless the upstream has been failing.
   *
   * @param isFault of what the work returned
   * @throws {Unasked} where the work was not begun; or what it threw
   */
  run<Result>(work: () => Promise<Result>, isFault: (result: Result) => boolean): Promise<Result>
}

/** Milliseconds until one call may find out whether it is over. With the longest a call takes, that is less than six seconds. */
const untilProbe = 2_000

/** Seconds after which it is worth coming back. */
export const probeSeconds = Math.ceil(untilProbe / 1000)

/** More than half of twenty calls or more within ten seconds: a handful of tills, or a single odd customer, opens nothing. */
const [tooMuch, tooFew] = [0.5, 20]

/**
 * A breaker for one upstream. While one call finds out whether it is back, all others are turned away as before, at once.
 *
 * @param isTheirs of what the work threw: whether it is the upstream's fault, and nobody else's
 * @see https://github.com/connor4312/cockatiel#circuitbreakerpolicy-breaker
 */
export function openBreaker(isTheirs: (fault: unknown) => boolean): Breaker {
  // A probe that ended without an answer, whoever ended it, has found out nothing.
  const isFailure = (fault: unknown): boolean => isTheirs(fault) || policy.state === CircuitState.HalfOpen
  const policy = circuitBreaker(
    handleWhen(isFailure).orWhenResult((result) => result instanceof Failed),
    { halfOpenAfter: untilProbe, breaker: openSample() },
  )
  return {
    state: () => names[policy.state],
    async run(work, isFault) {
      if (policy.state === CircuitState.HalfOpen) throw new Unasked()
      let isAsked = false
      const outcome = await policy
        .execute(async () => {
          isAsked = true
          const result = await work()
          return isFault(result) ? new Failed(result) : result
        })
        .catch((fault: unknown) => {
          throw isAsked ? fault : new Unasked()
        })
      return outcome instanceof Failed ? outcome.result : outcome
    },
  }
}

/**
 * When to open. The library's own sample forgets a second for each second with calls in it, however long ago: the good calls of the
 * evening would keep it closed through a morning's outage.
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

/** An answer that counts as none. */
class Failed<Result> {
  readonly result: Result
  constructor(result: Result) {
    this.result = result
  }
}
