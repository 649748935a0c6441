import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { manyLookUpsHeader } from '#contract/api/headers.ts'
import { isNobodyFound, ProblemError } from '#gateway/http/problem-error.ts'
import { logSecurityEvent } from '#gateway/http/request-log.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { counterIn, sweepCounters } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { sweepEvery } from '#gateway/db/sweep.ts'
import { findingsIn, type Attempt, type Finding } from './findings.ts'
import { customersWindow } from './look-ups.ts'
import { pausesIn, type KeptPause } from './pauses.ts'
import { subjectsOf } from './subjects.ts'

type Asked = { caller: Caller; request: FastifyRequest; reply: FastifyReply }

export type ScrapingGuard = ReturnType<typeof scrapingGuard>

type Parts = {
  store: Store
  keys: SessionKeys
  now: () => number
  /** Milliseconds by which an answer above a soft limit is delayed. */
  slowness?: number
}

/** Seconds. */
const hour = 3600
const usualSlowness = 1500

/**
 * Stops anybody from leafing through the customers: counts the look-ups of each associate, till and address. Above a soft limit,
 * answers are slower and say why. Above a hard limit, look-ups are paused until a manager lifts the pause.
 */
export function scrapingGuard(app: FastifyInstance, { store, keys, now, slowness = usualSlowness }: Parts) {
  const reveals = counterIn(store, 'reveals an hour')
  const findings = findingsIn(store, now)
  const pauses = pausesIn(store)
  const subjects = (caller: Caller) => subjectsOf(caller, caller.policy.limits, keys)

  /** Counts an attempt for every subject of the caller, and returns the limits that it exceeds. */
  const count = async (caller: Caller, attempt: Attempt): Promise<Finding[]> => {
    const { limits } = caller.policy
    const found = await Promise.all(subjects(caller).map((each) => findings.count(each, limits, attempt)))
    return found.flat()
  }

  const pauseFor = async (caller: Caller, requestId: string, { subject, reason }: Finding) => {
    if (!(await pauses.begin(subject, reason, now()))) return
    logSecurityEvent(app, 'look_ups_paused', requestId)
    await caller.record({ action: 'limit', outcome: 'paused', facts: { subject: subject.kind, reason } })
  }

  /** Decides whether an answer is sent at once, later, or not at all. */
  const weigh = async ({ caller, request, reply }: Asked, attempt: Attempt) => {
    const found = await count(caller, attempt)
    await raiseAlarm(caller, attempt, request)
    const tooMuch = found.filter(({ isTooMuch }) => isTooMuch)
    for (const each of tooMuch) {
      // One after the other, so that the audit record has them in order.
      // oxlint-disable-next-line no-await-in-loop
      await pauseFor(caller, request.id, each)
    }
    if (tooMuch.length > 0) throw new ProblemError('look_ups_paused')
    const [first] = found
    if (first === undefined) return
    const { subject, reason } = first
    await caller.record({ action: 'limit', outcome: 'slowed', facts: { subject: subject.kind, reason } })
    reply.header(manyLookUpsHeader, reason)
    await wait(slowness)
  }

  sweepEvery(app, customersWindow / 60, () => Promise.all([findings.sweep(), sweepCounters(store, now())]))

  return {
    /** @throws {ProblemError} `look_ups_paused` */
    async enter(caller: Caller, request: FastifyRequest): Promise<void> {
      if (!caller.isAnybodyPaused || (await pauses.of(subjects(caller))).length === 0) return
      await caller.record({ action: 'refused', outcome: 'look_ups_paused' })
      request.log.info('look-ups are paused')
      throw new ProblemError('look_ups_paused')
    },

    /**
     * Does the work and counts it before the answer is sent: at once, later, or not at all.
     *
     * @param attemptOf says what the attempt was, also if nobody was found (`undefined`)
     * @throws {ProblemError} `look_ups_paused`, or what the work threw
     */
    async watch<Result>(
      asked: Asked,
      work: () => Promise<Result>,
      attemptOf: (result: Result | undefined) => Attempt,
    ): Promise<Result> {
      const result = await work().catch(async (fault: unknown) => {
        if (isNobodyFound(fault)) await weigh(asked, { ...attemptOf(undefined), isMissed: true })
        throw fault
      })
      await weigh(asked, attemptOf(result))
      return result
    },

    /** @throws {ProblemError} `reveals_used_up`, with the seconds until the hour is over */
    async countReveal(caller: Caller): Promise<void> {
      const { perHour } = caller.policy.reveal
      const waits = await Promise.all(
        subjects(caller).map(async ({ key, times }) => {
          const revealed = await reveals.add(key, hour)
          return revealed.count > perHour * times ? revealed.milliseconds : 0
        }),
      )
      const longest = Math.max(...waits)
      if (longest > 0)
        throw new ProblemError('reveals_used_up', { retryAfterSeconds: Math.ceil(longest / 1000) })
    },

    /** The pauses that block a caller, and all pauses. */
    pausesOf: (caller: Caller) => pauses.of(subjects(caller)),
    allPauses: () => pauses.all(),

    /** Lifts a pause. The counts of its subject start again at zero. */
    async lift(caller: Caller, { key, pause }: KeptPause, facts: Record<string, string>): Promise<void> {
      const told = { ...facts, subject: pause.subject, reason: pause.reason }
      await caller.record({ action: 'lift', outcome: 'done', facts: told })
      await pauses.lift(pause.id)
      await Promise.all([findings.forget(key), reveals.forget(key)])
    },
  }

  /** Raises an alarm when a caller opens a canary: a customer whom nobody has a reason to open. The caller is not told. */
  async function raiseAlarm(caller: Caller, attempt: Attempt, request: FastifyRequest) {
    const { customerId = '' } = attempt
    if (!caller.policy.limits.canaries.includes(customerId)) return
    logSecurityEvent(app, 'canary_opened', request.id)
    await caller.record({ action: 'alarm', outcome: 'canary', customerId })
  }
}
