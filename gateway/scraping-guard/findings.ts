import type { Pause } from '#contract/api/limits.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import type { Limits } from '#gateway/privacy/policy.ts'
import { counted, lookUpsIn, type LookUp } from './look-ups.ts'
import { peopleShownIn } from './people-shown.ts'
import type { Subject } from './subjects.ts'

type Reason = Pause['reason']

/** A limit that a subject exceeds: the soft one, or also the hard one. */
export type Finding = { reason: Reason; isTooMuch: boolean; subject: Subject }

/** What a call was: a search or a look-up, and its result. */
export type Attempt = {
  kind: LookUp['kind']
  customerId?: string | undefined
  isMissed?: boolean
  /** The people in a list to choose from. */
  shown?: readonly string[]
}

const against = (
  count: number,
  { soft, hard }: { soft: number; hard: number },
  subject: Subject,
  reason: Reason,
): Finding[] =>
  count > soft * subject.times ? [{ reason, isTooMuch: count > hard * subject.times, subject }] : []

/** Counts attempts, and finds the limits that they exceed. */
export function findingsIn(store: Store, now: () => number) {
  const lookUps = lookUpsIn(store, now)
  const peopleShown = peopleShownIn(store, now)
  const counters = Object.values(counted).map((name) => counterIn(store, name))

  const countList = async (subject: Subject, limits: Limits, { shown = [] }: Attempt) => {
    if (shown.length === 0) return []
    const people = await peopleShown.add(subject.key, shown)
    return against(people, limits.peopleShownPerHour, subject, 'too_many_people')
  }

  return {
    /** Counts an attempt for one subject. @returns the limits that the subject exceeds */
    async count(subject: Subject, limits: Limits, attempt: Attempt): Promise<Finding[]> {
      const { kind, isMissed = false } = attempt
      const customerId = isMissed ? null : (attempt.customerId ?? null)
      const tally = await lookUps.add({ subject: subject.key, kind, customerId, isMissed })
      if (tally === undefined) return []
      const ofList = await countList(subject, limits, attempt)
      if (kind === 'search')
        return [...against(tally.searches, limits.searchesPerMinute, subject, 'too_many'), ...ofList]
      if (!tally.is_look_up) return ofList
      const { in_minute, in_hour, missed, customers, in_a_row } = tally
      const share = { soft: limits.notFound.soft * in_hour, hard: limits.notFound.hard * in_hour }
      return [
        ...ofList,
        ...against(in_minute, limits.lookUpsPerMinute, subject, 'too_many'),
        ...against(in_hour, limits.lookUpsPerHour, subject, 'too_many'),
        // A share needs no scaling: it is the same for one associate and for many.
        ...(isMissed && in_hour >= limits.notFound.atLeast * subject.times
          ? against(missed, share, { ...subject, times: 1 }, 'too_few_found')
          : []),
        ...(customerId === null
          ? []
          : against(customers, limits.customersPerHour, subject, 'too_many_people')),
        ...(customerId !== null && subject.kind === 'associate'
          ? against(in_a_row, limits.numbersInARow, subject, 'numbers_in_a_row')
          : []),
      ]
    },
    async forget(key: string) {
      await Promise.all([lookUps, peopleShown, ...counters].map((each) => each.forget(key)))
    },
    sweep: () => Promise.all([lookUps.sweep(), peopleShown.sweep()]),
  }
}
