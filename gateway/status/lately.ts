import { ProblemError } from '../problem-error.ts'
import { isAboutCodes } from '../vendor/code-calls.ts'
import type { Answer, Connection } from '../vendor/connection.ts'
import { judge } from '../vendor/outcome.ts'

/** Milliseconds for which what was met says how things are. */
const lately = 30_000

/** What the latest of an upstream's calls met: one good answer is enough to be up again, one fault to be down. */
export type Lately<Condition extends string> = {
  note(condition: Condition): void
  now(): Condition | 'unknown'
}

export function openLately<Condition extends string>(clock: () => number): Lately<Condition> {
  let last: { condition: Condition; at: number } | undefined
  return {
    note(condition) {
      last = { condition, at: clock() }
    },
    now: () => (last !== undefined && clock() - last.at < lately ? last.condition : 'unknown'),
  }
}

export type VendorCondition = 'up' | 'busy' | 'down'

/**
 * The same connection, whose answers are noted. A browser that went away says nothing of the vendor, nor does an answer about a
 * one-time code: its 429 is about one customer.
 */
export function notingVendor(connection: Connection, noted: Lately<VendorCondition>): Connection {
  return {
    ...connection,
    async ask(question) {
      try {
        const answer = await connection.ask(question)
        if (!isAboutCodes(question.path)) noted.note(conditionIn(answer))
        return answer
      } catch (fault) {
        if (!question.signal.aborted) noted.note(conditionOf(fault))
        throw fault
      }
    },
  }
}

function conditionIn(answer: Answer): VendorCondition {
  try {
    judge(answer)
    return 'up'
  } catch (fault) {
    return conditionOf(fault)
  }
}

/** A refusal, or an answer we can't read, is an answer of somebody who is there. */
function conditionOf(fault: unknown): VendorCondition {
  if (!(fault instanceof ProblemError)) return 'up'
  if (fault.code === 'vendor_busy') return 'busy'
  return fault.code === 'vendor_down' || fault.code === 'timed_out' ? 'down' : 'up'
}
