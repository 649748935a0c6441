import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { manyLookUpsHeader } from '#contract/headers.ts'
import type { Pause } from '#contract/limits.ts'
import { ProblemError } from '../problem-error.ts'
import type { Limits } from '../policy/policy.ts'
import { logSecurityEvent } from '../request-log.ts'
import type { Caller } from '../sessions/caller.ts'
import type { SessionKeys } from '../sessions/session-keys.ts'
import { counterIn, sweepCounters } from '../store/counter.ts'
import type { Store } from '../store/store.ts'
import { sweepEvery } from '../store/sweep.ts'
import { customersWindow, openedCustomers } from './opened-customers.ts'
import { pausesIn, type KeptPause } from './pauses.ts'
import { subjectsOf, type Subject } from './subjects.ts'

type Reason = Pause['reason']
type Finding = { reason: Reason; isTooMuch: boolean; subject: Subject }

/** What a call did. A customer who is opened again within the hour, as for a photo's new link, is no further look-up. */
type Deed = { kind: 'search' | 'find' | 'view'; customerId?: string | undefined; isMissed?: boolean }

type Asked = { caller: Caller; request: FastifyRequest; reply: FastifyReply }

export type HarvestGuard = ReturnType<typeof harvestGuard>

type Parts = {
  store: Store
  keys: SessionKeys
  now: () => number
  /** Milliseconds by which an answer is held back above a soft limit. */
  slowness?: number
}

const isMiss = (fault: unknown) => fault instanceof ProblemError && fault.code === 'customer_not_found'

const minute = 60
const hour = 3600
const usualSlowness = 1500

/**
 * Keeps anybody from leafing through the customers: counts what each associate, till and address asks for. Above a soft limit
 * answers are slower and say why; above a hard one nothing more is answered until a manager lifts it.
 */
export function harvestGuard(app: FastifyInstance, { store, keys, now, slowness = usualSlowness }: Parts) {
  const counters = {
    minute: counterIn(store, 'look-ups a minute'),
    hour: counterIn(store, 'look-ups an hour'),
    search: counterIn(store, 'searches a minute'),
    missed: counterIn(store, 'missed an hour'),
    reveal: counterIn(store, 'reveals an hour'),
  }
  const opened = openedCustomers(store)
  const pauses = pausesIn(store)
  const subjects = (caller: Caller) => subjectsOf(caller, caller.policy.limits, keys)

  const against = (
    count: number,
    { soft, hard }: { soft: number; hard: number },
    subject: Subject,
    reason: Reason,
  ): Finding[] =>
    count > soft * subject.times ? [{ reason, isTooMuch: count > hard * subject.times, subject }] : []

  const countSearch = async (limits: Limits, subject: Subject) =>
    against(
      (await counters.search.add(subject.key, minute)).count,
      limits.searchesPerMinute,
      subject,
      'too_many',
    )

  const countLookUp = async (limits: Limits, subject: Subject, isMissed: boolean): Promise<Finding[]> => {
    const [inMinute, inHour, missed] = await Promise.all([
      counters.minute.add(subject.key, minute),
      counters.hour.add(subject.key, hour),
      isMissed ? counters.missed.add(subject.key, hour) : undefined,
    ])
    const share = { soft: limits.notFound.soft * inHour.count, hard: limits.notFound.hard * inHour.count }
    return [
      ...against(inMinute.count, limits.lookUpsPerMinute, subject, 'too_many'),
      ...against(inHour.count, limits.lookUpsPerHour, subject, 'too_many'),
      // A share is the same for one associate and for many.
      ...(missed !== undefined && inHour.count >= limits.notFound.atLeast * subject.times
        ? against(missed.count, share, { ...subject, times: 1 }, 'too_few_found')
        : []),
    ]
  }

  /** What is too much of it. */
  const count = async (caller: Caller, deed: Deed): Promise<Finding[]> => {
    const { limits } = caller.policy
    const all = subjects(caller)
    if (deed.kind === 'search')
      return (await Promise.all(all.map((each) => countSearch(limits, each)))).flat()
    const { customerId, isMissed = false } = deed
    const rows =
      customerId === undefined || isMissed
        ? []
        : await opened.add(
            all.map(({ key }) => key),
            customerId,
            now(),
          )
    const weighed = all.map(async (subject) => {
      const row = rows.find((each) => each.subject === subject.key)
      if (deed.kind === 'view' && row?.is_new === false) return []
      const findings = await countLookUp(limits, subject, isMissed)
      if (row === undefined) return findings
      findings.push(...against(row.customers, limits.customersPerHour, subject, 'too_many_people'))
      if (subject.kind === 'associate')
        findings.push(...against(row.in_a_row, limits.numbersInARow, subject, 'numbers_in_a_row'))
      return findings
    })
    const findings = await Promise.all(weighed)
    return findings.flat()
  }

  const pauseFor = async (caller: Caller, requestId: string, { subject, reason }: Finding) => {
    if (!(await pauses.begin(subject, reason, now()))) return
    logSecurityEvent(app, 'look_ups_paused', requestId)
    await caller.record({ action: 'limit', outcome: 'paused', facts: { subject: subject.kind, reason } })
  }

  /** Lets an answer leave at once, later, or not at all. */
  const weigh = async ({ caller, request, reply }: Asked, deed: Deed) => {
    const findings = await count(caller, deed)
    await raiseAlarm(caller, deed, request)
    const tooMuch = findings.filter(({ isTooMuch }) => isTooMuch)
    for (const each of tooMuch) {
      // One after the other, so that the record has them in order.
      // oxlint-disable-next-line no-await-in-loop
      await pauseFor(caller, request.id, each)
    }
    if (tooMuch.length > 0) throw new ProblemError('look_ups_paused')
    const [first] = findings
    if (first === undefined) return
    const { subject, reason } = first
    await caller.record({ action: 'limit', outcome: 'slowed', facts: { subject: subject.kind, reason } })
    reply.header(manyLookUpsHeader, reason)
    await wait(slowness)
  }

  sweepEvery(app, customersWindow / 60, () => Promise.all([opened.sweep(now()), sweepCounters(store, now())]))

  return {
    /** @throws {ProblemError} `look_ups_paused` */
    async enter(caller: Caller, request: FastifyRequest): Promise<void> {
      if ((await pauses.of(subjects(caller))).length === 0) return
      await caller.record({ action: 'refused', outcome: 'look_ups_paused' })
      request.log.info('look-ups are paused')
      throw new ProblemError('look_ups_paused')
    },

    /**
     * Does what was asked for and counts it, before the answer leaves: at once, later, or not at all.
     *
     * @param deedOf what it was, also where nobody was found
     * @throws {ProblemError} `look_ups_paused`, or what the work threw
     */
    async watch<Result>(
      asked: Asked,
      work: () => Promise<Result>,
      deedOf: (result: Result | undefined) => Deed,
    ): Promise<Result> {
      const result = await work().catch(async (fault: unknown) => {
        if (isMiss(fault)) await weigh(asked, { ...deedOf(undefined), isMissed: true })
        throw fault
      })
      await weigh(asked, deedOf(result))
      return result
    },

    /** @throws {ProblemError} `reveals_used_up`, with the seconds until the hour is over */
    async countReveal(caller: Caller): Promise<void> {
      const [associate] = subjects(caller)
      if (associate === undefined) return
      const { count: reveals, milliseconds } = await counters.reveal.add(associate.key, hour)
      if (reveals > caller.policy.reveal.perHour)
        throw new ProblemError('reveals_used_up', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
    },

    /** The pauses that stand in a caller's way, and all there are. */
    pausesOf: (caller: Caller) => pauses.of(subjects(caller)),
    allPauses: () => pauses.all(),

    /** Lifts a pause: its subject begins to count anew. */
    async lift(caller: Caller, { key, pause }: KeptPause, facts: Record<string, string>): Promise<void> {
      const told = { ...facts, subject: pause.subject, reason: pause.reason }
      await caller.record({ action: 'lift', outcome: 'done', facts: told })
      await pauses.lift(pause.id)
      await Promise.all([opened.forget(key), ...Object.values(counters).map((each) => each.forget(key))])
    },
  }

  /** Customers nobody has a reason to open: whoever does is not told. */
  async function raiseAlarm(caller: Caller, deed: Deed, request: FastifyRequest) {
    const { customerId = '' } = deed
    if (!caller.policy.limits.canaries.includes(customerId)) return
    logSecurityEvent(app, 'canary_opened', request.id)
    await caller.record({ action: 'alarm', outcome: 'canary', customerId })
  }
}
