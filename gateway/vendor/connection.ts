import { Agent, errors, request } from 'undici'
import { ProblemError } from '../problem-error.ts'
import { hadBegun } from './first-byte.ts'

/** One answer of the vendor, read to its end. */
export type Answer = {
  status: number
  text: string
  /** `X-Cap-RequestID`, by which the vendor's support finds the request. */
  requestId: string | undefined
  retryAfter: string | undefined
  /** The vendor's clock, as its `Date` header has it. */
  date: string | undefined
}

type Question = {
  method: 'GET' | 'POST'
  /** Path and query, made by us from fixed parts. */
  path: string
  headers: Record<string, string>
  body?: string
  /** Ends the question when the browser goes away. */
  signal: AbortSignal
}

export type Connection = { ask(question: Question): Promise<Answer>; close(): Promise<void> }

/** Milliseconds. The whole is less than the sum: one deadline covers both tries. */
export type Patience = { connect: number; headers: number; whole: number }

/** A browser asks twice before it gives up, and has promised the clerk an end within ten seconds. */
const usualPatience: Patience = { connect: 1_000, headers: 3_500, whole: 4_000 }

/** The vendor's largest sample is 5 kB; no honest answer comes near. */
const longestAnswer = 1_048_576

/**
 * Pooled keep-alive connections to the vendor. Redirects are answers like any other (never followed), and a GET is asked a second
 * time only when the connection broke before a single byte of an answer had come.
 */
export function connectTo(origin: string, patience: Patience = usualPatience): Connection {
  const dispatcher = new Agent({
    connect: { timeout: patience.connect },
    headersTimeout: patience.headers,
    bodyTimeout: patience.headers,
    keepAliveTimeout: 30_000,
    connections: 64,
    maxResponseSize: longestAnswer,
  })

  const tell = async (
    { signal: browser, path, ...rest }: Question,
    deadline: AbortSignal,
  ): Promise<Answer> => {
    const answer = await request(new URL(path, origin), {
      dispatcher,
      ...rest,
      headers: { accept: 'application/json', ...rest.headers },
      signal: AbortSignal.any([browser, deadline]),
    })
    const header = (name: string) => [answer.headers[name]].flat()[0]
    return {
      status: answer.statusCode,
      text: await answer.body.text().catch((cause: unknown) => Promise.reject(new BrokenOff(cause))),
      requestId: header('x-cap-requestid') ?? header('x-cap-request-id'),
      retryAfter: header('retry-after'),
      date: header('date'),
    }
  }

  return {
    async ask(question) {
      const deadline = AbortSignal.timeout(patience.whole)
      try {
        return await tell(question, deadline)
      } catch (cause) {
        if (question.method !== 'GET' || !isWorthAnotherTry(cause))
          throw toProblemError(cause, question.signal)
      }
      return tell(question, deadline).catch((cause: unknown) =>
        Promise.reject(toProblemError(cause, question.signal)),
      )
    },
    close: () => dispatcher.close(),
  }
}

/** The answer had begun when it failed. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
  constructor(cause: unknown) {
    super('the answer broke off', { cause })
  }
}

const codeOf = (fault: unknown) =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : ''

const isWorthAnotherTry = (fault: unknown) =>
  !hadBegun(fault) && ['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(codeOf(fault))

function toProblemError(fault: unknown, browser: AbortSignal): unknown {
  if (browser.aborted) return browser.reason
  const cause = fault instanceof BrokenOff ? fault.cause : fault
  if (cause instanceof errors.ResponseExceededMaxSizeError)
    return new ProblemError('vendor_unreadable', { cause })
  const isLate =
    cause instanceof errors.HeadersTimeoutError ||
    cause instanceof errors.BodyTimeoutError ||
    (cause instanceof Error && cause.name === 'TimeoutError')
  return new ProblemError(isLate ? 'timed_out' : 'vendor_down', { cause })
}
