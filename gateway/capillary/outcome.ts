import { readNotes, type Note, type Notes } from '#contract/capillary/notes.ts'
import { inPlainText } from '#contract/text.ts'
import type { ProblemCode } from '#contract/api/problem.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer } from './connection.ts'

/** What a body contains, whatever its `Content-Type` says. */
type Body = { kind: 'json'; value: unknown } | { kind: 'empty' | 'markup' | 'unreadable' }

/** Seconds to wait if the vendor says that it is busy but not for how long. */
const usualWait = 3
const longestWait = 60

/**
 * The failure table for calls about one customer, by code number. The vendor's codes are unique only within a resource, so other
 * calls need their own tables. Numbers under 600 are HTTP statuses, which the vendor also uses as codes in bodies.
 *
 * @see https://docs.capillarytech.com/reference/status-codes-customer
 * @see https://docs.capillarytech.com/reference/api-status-codes
 */
const meanings = new Map<number, ProblemCode>([
  [401, 'vendor_refused_credentials'],
  [498, 'vendor_refused_credentials'],
  [320001, 'vendor_refused_credentials'],
  [403, 'not_allowed'],
  [4000, 'not_allowed'],
  [1044, 'not_allowed'],
  [8015, 'customer_not_found'],
  [8065, 'customer_not_found'],
  [8090, 'customer_not_found'],
  [8026, 'customer_deleted'],
  [8002, 'bad_request'],
  [8013, 'bad_request'],
  [8014, 'bad_request'],
  [8055, 'bad_request'],
  [8056, 'bad_request'],
  [8057, 'bad_request'],
  [8058, 'bad_request'],
  [8092, 'bad_request'],
  [8093, 'bad_request'],
  [8130, 'bad_request'],
  [8067, 'customer_merged'],
  [8069, 'customer_merged'],
  [91009, 'customer_merged'],
  [8001, 'invalid_source'],
  [8016, 'invalid_source'],
  [8003, 'invalid_source'],
  [8011, 'invalid_source'],
  [8012, 'invalid_source'],
  [8045, 'invalid_source'],
  [8091, 'invalid_source'],
  [8127, 'invalid_source'],
  [429, 'vendor_busy'],
  [461, 'vendor_busy'],
  [521, 'vendor_busy'],
  [4001, 'vendor_down'],
  [404, 'customer_not_found'],
])

/**
 * Judges an answer about one customer. Errors in the body come first, then warnings that the answer is about somebody else, then
 * the HTTP status.
 *
 * @param askedId the user id, if the customer was asked for by id: the answer must then not be about the survivor of a merger
 * @returns the parsed JSON body
 * @throws {ProblemError} if the answer is not a success
 */
export function judge(answer: Answer, askedId?: string): unknown {
  const { body, notes } = understood(answer)
  const code = problemCode(answer.status, body, notes)
  if (code === undefined) return body.kind === 'json' ? body.value : undefined
  const { subjectId } = notes
  const survivor =
    code === 'customer_merged' && subjectId !== undefined && subjectId !== askedId
      ? { survivorId: subjectId }
      : {}
  throw failure(code, answer, survivor)
}

/**
 * Judges an answer to a search. Its warnings are ignored because each one concerns only some of the people.
 *
 * @returns the parsed JSON body, or `undefined` if the vendor says that nobody matches
 * @throws {ProblemError} if the answer is not a success
 */
export function judgeSearch(answer: Answer): unknown {
  const { body, notes } = understood(answer)
  const code = problemCode(answer.status, body, { ...notes, warnings: [], message: undefined })
  if (code === undefined) return body.kind === 'json' ? body.value : undefined
  if (code === 'customer_not_found') return undefined
  throw failure(code, answer)
}

type Understood = { body: Body; notes: Notes }

/** A cache, because each answer is judged more than once: for its token, then for its content. */
const known = new WeakMap<Answer, Understood>()

export function understood(answer: Answer): Understood {
  const before = known.get(answer)
  if (before !== undefined) return before
  const body = readBody(answer.text)
  const notes = readNotes(body.kind === 'json' ? body.value : undefined)
  known.set(answer, { body, notes })
  return { body, notes }
}

export const failure = (code: ProblemCode, answer: Answer, more: { survivorId?: string } = {}) =>
  new ProblemError(code, {
    vendorRequestId: answer.requestId,
    ...(code === 'vendor_busy' ? { retryAfterSeconds: secondsToWait(answer) } : {}),
    ...more,
  })

export function problemCode(
  status: number,
  body: Body,
  { errors, warnings, message }: Notes,
): ProblemCode | undefined {
  if (saysDeleted(message) || errors.some((error) => saysDeleted(error.message))) return 'customer_deleted'
  if (errors.length > 0) return meaningOf(errors) ?? meaningOfStatus(status) ?? 'vendor_unreadable'
  if (warnings.some(isMerger)) return 'customer_merged'
  if (status === 200) return body.kind === 'json' ? undefined : 'vendor_unreadable'
  // The vendor documents an empty 400 for an id that it cannot use.
  if (status === 400 && body.kind === 'empty') return 'customer_not_found'
  return meaningOfStatus(status) ?? 'vendor_unreadable'
}

const meaningOf = (errors: Note[]): ProblemCode | undefined =>
  errors
    .map(({ code = 0 }) => meanings.get(code) ?? serverFault(code))
    .find((meaning) => meaning !== undefined)

/** The vendor documents this message for deleted accounts, but neither its envelope nor a code. */
const saysDeleted = (message = '') => /deleted after PII delete request/i.test(message)

const meaningOfStatus = (status: number) =>
  meanings.get(status) ?? serverFault(status) ?? (status === 400 ? 'bad_request' : undefined)

const serverFault = (status: number): ProblemCode | undefined =>
  status >= 500 && status < 600 ? 'vendor_down' : undefined

/**
 * As a warning, 8066 says that a merger is done. As an error it says that two accounts cannot be combined, which no call of ours asks
 * for; so it has no meaning in the table above.
 */
const mergerWarnings = new Set<number | undefined>([8066, 8067, 8069, 91009])

const isMerger = ({ code }: Note) => mergerWarnings.has(code)

function readBody(text: string): Body {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  if (trimmed.startsWith('<')) return { kind: 'markup' }
  try {
    return { kind: 'json', value: inPlainText(JSON.parse(trimmed)) }
  } catch {
    return { kind: 'unreadable' }
  }
}

/**
 * `Retry-After`, given in seconds or as a date by the vendor's clock, limited to a wait that an associate can be asked to accept.
 */
export function secondsToWait({ retryAfter = '', date = '' }: Pick<Answer, 'retryAfter' | 'date'>) {
  const until = (Date.parse(retryAfter) - (Date.parse(date) || Date.now())) / 1000
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : until
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), longestWait) : usualWait
}

/** True if the vendor does not offer the call at all. A "not found" about a customer has a code. */
export const isUnknownPath = ({ status, text }: Answer) =>
  status === 405 || (status === 404 && !text.includes('"code"'))

/** True if the vendor does not know our name for the kind of identifier, or the value does not fit that kind. */
export const saysIdentifierIsInvalid = (answer: Answer) =>
  understood(answer).notes.errors.some(({ code }) => code === 8013)

/** The codes of an answer's errors and warnings. Some say that one part of it is missing. */
export function noteCodes(answer: Answer): { errors: number[]; warnings: number[] } {
  const codes = (notes: Note[]) => notes.flatMap(({ code }) => code ?? [])
  const { errors, warnings } = understood(answer).notes
  return { errors: codes(errors), warnings: codes(warnings) }
}

/** True if the vendor says, in either of its two ways, that an OAuth token is no longer valid. */
export function saysTokenIsDead(answer: Answer) {
  if (answer.status === 401 || answer.status === 498) return true
  return understood(answer).notes.errors.some(({ code }) => code === 401 || code === 498)
}
