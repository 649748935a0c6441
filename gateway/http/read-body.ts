import * as v from 'valibot'
import { ProblemError } from './problem-error.ts'

/**
 * The body of a request, exactly as its schema has it.
 *
 * @throws {ProblemError} `bad_request` with the place of the fault. Places are named from the schema's own keys: a key that somebody
 *   made up could be a person's name, and places are logged.
 */
export function readBody<const S extends v.GenericSchema>(
  schema: S,
  body: unknown,
  places: readonly string[],
): v.InferOutput<S> {
  const reading = v.safeParse(schema, body)
  if (reading.success) return reading.output
  const place = v.getDotPath(reading.issues[0])
  throw new ProblemError('bad_request', { path: places.find((each) => each === place) ?? 'body' })
}
