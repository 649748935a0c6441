import * as v from 'valibot'
import { manyLookUpsHeader, viewAsHeader } from '#contract/api/headers.ts'
import { pauseReason } from '#contract/api/limits.ts'
import { problem } from '#contract/api/problem.ts'
import { noteSlowness, viewsAsAssociate } from './notices.ts'
import { ApiFailure } from './failure.ts'

/** Milliseconds to wait for our own gateway. It usually answers earlier than that if it can be reached. */
const usualPatience = 9_500

type Asking = { headers?: Record<string, string>; body?: object; method?: 'DELETE'; patience?: number }

/**
 * Sends a request to our gateway: POST if there is a body, so that personal data is never in an address. Returns answers with HTTP
 * status 200 unchanged and throws for all others.
 *
 * @throws {ApiFailure} or, if `signal` aborts, its reason
 */
export async function ask(
  path: string,
  signal: AbortSignal,
  { headers = {}, body, method, patience = usualPatience }: Asking = {},
): Promise<Response> {
  const answer = await fetch(path, {
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(viewsAsAssociate() ? { [viewAsHeader]: 'associate' } : {}),
      ...headers,
    },
    ...(body === undefined ? { method: method ?? 'GET' } : { method: 'POST', body: JSON.stringify(body) }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    cache: 'no-store',
    credentials: 'same-origin',
  }).catch((cause: unknown) => {
    throw signal.aborted ? signal.reason : whyNoAnswer(cause)
  })
  if (!answer.ok) throw await readProblem(answer)
  const tooMuch = answer.headers.get(manyLookUpsHeader)
  if (tooMuch !== null) noteSlowness(v.parse(v.fallback(pauseReason, 'too_many'), tooMuch))
  return answer
}

/**
 * Sends a request, and reads the answer with its schema.
 *
 * @throws {ApiFailure} `unreadable_answer`, or as `ask` does
 */
export async function askFor<const Schema extends v.GenericSchema>(
  schema: Schema,
  ...asked: Parameters<typeof ask>
): Promise<v.InferOutput<Schema>> {
  const reading = v.safeParse(schema, await readJson(await ask(...asked)))
  if (!reading.success) throw new ApiFailure('unreadable_answer')
  return reading.output
}

/** The body of an answer as JSON. Like the answer itself, it can break off or stall. */
export async function readJson(answer: Response): Promise<unknown> {
  return answer.json().catch((cause: unknown) => {
    throw cause instanceof SyntaxError ? new ApiFailure('unreadable_answer') : whyNoAnswer(cause)
  })
}

export function whyNoAnswer(cause: unknown) {
  if (cause instanceof DOMException && cause.name === 'TimeoutError') return new ApiFailure('no_answer')
  return new ApiFailure(navigator.onLine ? 'gateway_down' : 'offline')
}

export async function readProblem(answer: Response) {
  const reading = v.safeParse(problem, await answer.json().catch(() => undefined))
  if (reading.success) return new ApiFailure(reading.output.code, reading.output)
  // Not the words of our gateway, but of a proxy in between.
  return new ApiFailure(answer.status >= 500 ? 'gateway_down' : 'unreadable_answer')
}
