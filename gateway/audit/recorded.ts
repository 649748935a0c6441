import { ProblemError } from '#gateway/http/problem-error.ts'
import type { AuditEvent } from './audit-event.ts'

type Particulars = Omit<AuditEvent, 'outcome'>

/**
 * Does the work and records its outcome before anything is shown.
 *
 * @param more adds what is known only after the work
 * @throws {ProblemError} `not_recorded`, or what the work threw
 */
export async function recorded<Result>(
  caller: { record: (event: AuditEvent) => Promise<void> },
  event: Particulars,
  work: () => Promise<Result>,
  more: (result: Result) => Partial<Particulars> = () => ({}),
): Promise<Result> {
  const result = await work().catch(async (fault: unknown) => {
    await caller.record({ ...event, outcome: fault instanceof ProblemError ? fault.code : 'internal' })
    throw fault
  })
  await caller.record({ ...event, ...more(result), outcome: 'done' })
  return result
}
