import * as v from 'valibot'
import { unplainPlace } from '#contract/text.ts'
import { ProblemError } from './problem-error.ts'

/**
 * Parses the body of a request by its schema. All its text must be well-formed and free of control characters, so that the store can
 * take it.
 *
 * @throws {ProblemError} `bad_request` with the path of the fault, such as `readings.0.value`. The path contains only keys of the
 *   schema: an unknown key could be a person's name, and paths are logged.
 */
export function readBody<const S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const reading = v.safeParse(schema, body)
  if (reading.success) {
    const unplain = unplainPlace(reading.output)
    if (unplain === undefined) return reading.output
    throw new ProblemError('bad_request', { path: unplain.join('.') || 'body' })
  }
  const [issue] = reading.issues
  const path: readonly { key?: unknown }[] = issue.path ?? []
  // An unknown key of a strict object is reported as expected "never".
  const own = issue.expected === 'never' ? path.slice(0, -1) : path
  const place = own.map(({ key }) => String(key)).join('.')
  throw new ProblemError('bad_request', { path: place === '' ? 'body' : place })
}
