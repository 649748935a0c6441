import { readSearch, type Match } from '#contract/capillary/people-answer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { isUnknownPath, judgeSearch } from './outcome.ts'
import type { Get } from './calls.ts'

export type Found = { matches: Match[]; total: number; vendorRequestId: string | undefined }

/**
 * The vendor's search by the beginning of a name or an identifier. No match is an empty list.
 *
 * @see https://capillary.github.io/api-documentation/ ("Search Customers")
 */
export const searchCall =
  (get: Get) =>
  async (text: string, limit: number, signal: AbortSignal): Promise<Found> => {
    const query = new URLSearchParams({ q: text, limit: String(limit), offset: '0' })
    const answer = await get(`/v2/customers/search?${query}`, signal)
    const vendorRequestId = answer.requestId
    // A vendor that does not offer the search has not said that nobody matches.
    if (isUnknownPath(answer)) throw new ProblemError('vendor_unreadable', { vendorRequestId })
    const body = judgeSearch(answer)
    if (body === undefined) return { matches: [], total: 0, vendorRequestId }
    const found = readSearch(body)
    if (found === undefined) throw new ProblemError('vendor_unreadable', { path: 'data', vendorRequestId })
    return { ...found, matches: found.matches.slice(0, limit), vendorRequestId }
  }
