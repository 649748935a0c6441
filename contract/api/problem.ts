import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'

/** Every reason that the gateway gives for a failure. */
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
  | 'another_manager'
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
  | 'not_offered'
  | 'already_decided'
  | 'undo_over'
  | 'no_way_to_send'
  | 'code_not_sent'
  | 'code_over'
  | 'codes_used_up'
  | 'no_pin'
  | 'pin_needed'
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
  | 'photo_unshowable'
  | 'photo_too_large'
  | 'photo_timed_out'
  | 'verify_first'
  | 'not_permitted'
  | 'upload_not_a_photo'
  | 'upload_too_small'
  | 'upload_too_large'
  | 'photos_full'
  | 'photo_not_taken'
  | 'photo_only_removed'
  | 'photo_not_removed'
  | 'photo_changed'
  | 'photo_unsure'
  | 'identifier_refused'
  | 'not_enrolled'
  | 'enrolment_unsure'
  | 'code_needed'
  | 'code_wrong'
  | 'receipt_over'
  | 'no_program'
  | 'points_not_enough'
  | 'points_too_many'
  | 'points_too_few'
  | 'points_not_possible'
  | 'redemption_refused'
  | 'redemption_unsure'
/**
 * The body of every failure of the gateway: problem details with our `code` and the request's id.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  /** Any text is accepted: a newer gateway may have codes that the page does not know. The page then shows a general message. */
  code: v.custom<ProblemCode>((code) => typeof code === 'string'),
  requestId: v.string(),
  /** The vendor's own id of the failed call (`X-Cap-RequestID`), if there was an answer. The vendor's support asks for it. */
  vendorRequestId: v.optional(v.string()),
  /**
   * Seconds to wait before another try. Only with `vendor_busy`, `slow_down`, `store_down`, `not_recorded`, `already_decided` and
   * codes for something used up or refused; and with `vendor_down` and `timed_out` while the gateway spares the vendor further
   * calls.
   */
  retryAfterSeconds: v.optional(v.number()),
  /** Only with `customer_merged`, and only if the vendor named the remaining account. */
  survivorId: v.optional(customerId),
  /** Only with `wrong_pin`: how many more wrong PINs are possible before the session ends. 0 means that it has ended. */
  triesLeft: v.optional(v.number()),
  /** Only with `pin_taken`: the till at which the PIN was chosen. */
  till: v.optional(v.string()),
  /** The place of the fault in a request or an answer, as a dotted path; never the value. */
  path: v.optional(v.string()),
})

export type Problem = v.InferOutput<typeof problem>

export const problemMediaType = 'application/problem+json'
