import { counterIn } from '#gateway/db/counter.ts'
import type { Policy } from '#gateway/privacy/policy.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Store } from '#gateway/db/store.ts'

type Allowed = Pick<Policy['challenge'], 'tries' | 'refuseMinutes'>

export type Tries = ReturnType<typeof challengeTries>

/** Counts wrong answers about a customer in the store, so that a new sign-in or another gateway gives no further tries. */
export function challengeTries(store: Store) {
  const counter = counterIn(store, 'challenge')
  const refuse = (milliseconds: number) =>
    new ProblemError('challenge_refused', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
  return {
    /** @throws {ProblemError} `challenge_refused` if no try is left */
    async left(subject: string, { tries }: Allowed): Promise<number> {
      const { count, milliseconds } = await counter.read(subject)
      if (count >= tries) throw refuse(milliseconds)
      return tries - count
    },
    /**
     * Counts a try before it is made, so that parallel tries cannot exceed the limit.
     *
     * @returns how many are left after it
     * @throws {ProblemError} `challenge_refused`
     */
    async take(subject: string, { tries, refuseMinutes }: Allowed): Promise<number> {
      const { count, milliseconds } = await counter.add(subject, refuseMinutes * 60)
      if (count > tries) throw refuse(milliseconds)
      return tries - count
    },
    giveBack: (subject: string) => counter.takeBack(subject),
    forget: (subject: string) => counter.forget(subject),
  }
}
