import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'

/** Every reason the gateway gives. */
export type ProblemCode =
  | 'bad_request'
  | 'not_found'
  | 'cross_site'
  | 'internal'
  | 'signed_out'
  | 'locked'
  | 'wrong_credentials'
  | 'wrong_pin'
  | 'slow_down'
  | 'store_down'
  | 'not_recorded'
  | 'look_ups_paused'
  | 'managers_only'
  | 'reason_needed'
  | 'field_not_found'
  | 'field_changed'
  | 'reveals_used_up'
  | 'nothing_to_ask'
  | 'challenge_over'
  | 'challenge_refused'
  | 'view_over'
  | 'unknown_purpose'
  | 'not_enough'
  | 'already_decided'
  | 'undo_over'
  | 'no_way_to_send'
  | 'code_not_sent'
  | 'code_over'
  | 'codes_used_up'
  | 'no_pin'
  | 'pin_taken'
  | 'same_colleague'
  | 'hand_over_over'
  | 'customer_not_found'
  | 'customer_merged'
  | 'customer_deleted'
  | 'identity_mismatch'
  | 'not_allowed'
  | 'invalid_source'
  | 'vendor_busy'
  | 'vendor_down'
  | 'vendor_unreadable'
  | 'vendor_refused_credentials'
  | 'timed_out'
  | 'photo_expired'
  | 'photo_gone'
  | 'photo_refused'
  | 'photo_not_an_image'
  | 'photo_too_large'
  | 'photo_timed_out'
/**
 * The one body of every failure of the gateway: problem details with our `code` and the request's id.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  /** Any text: a gateway newer than the page may have more reasons than it knows, which are told in plain words then. */
  code: v.custom<ProblemCode>((code) => typeof code === 'string'),
  requestId: v.string(),
  /** The vendor's own id of the call that failed (`X-Cap-RequestID`), where there was an answer: its support asks for it. */
  vendorRequestId: v.optional(v.string()),
  /** Only with `vendor_busy`, with `vendor_down` and `timed_out` where the vendor is left in peace, `slow_down`, `store_down`, `not_recorded`, `already_decided` and what is used up or refused: how long to wait. */
  retryAfterSeconds: v.optional(v.number()),
  /** Only with `customer_merged`, and only where the vendor named the account that remains. */
  survivorId: v.optional(customerId),
  /** Only with `wrong_pin`: how many wrong PINs are left until the session ends; with 0 it has. */
  triesLeft: v.optional(v.number()),
  /** Where in a request or an answer the fault is, as a dotted path; never the value. */
  path: v.optional(v.string()),
})

export type Problem = v.InferOutput<typeof problem>

export const problemMediaType = 'application/problem+json'
