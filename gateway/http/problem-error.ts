import type { Problem, ProblemCode } from '#contract/api/problem.ts'

type Particulars = Partial<
  Pick<Problem, 'status' | 'retryAfterSeconds' | 'survivorId' | 'triesLeft' | 'till' | 'path'>
> & {
  /** The vendor's id of the failed request, for its support. */
  vendorRequestId?: string | undefined
  cause?: unknown
}

/** The only error that the gateway throws on purpose. The browser gets its `code` and particulars, never a text of the vendor's. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly particulars: Omit<Particulars, 'cause'>
  constructor(code: ProblemCode, { cause, ...particulars }: Particulars = {}) {
    super(code, { cause })
    this.code = code
    this.particulars = particulars
  }
}

/** Whether a look-up failed because there is no such customer, and for no other reason. */
export const isNobodyFound = (fault: unknown): fault is ProblemError =>
  fault instanceof ProblemError && fault.code === 'customer_not_found'

type Shown = { status: number; title: string }

/** HTTP status and English title of each code. 401 is reserved for our own sessions, so rejected vendor credentials are a 502. */
const shown: Record<ProblemCode, Shown> = {
  bad_request: { status: 400, title: 'The request is not of the form this address takes' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  cross_site: { status: 403, title: 'Only pages of this site may ask' },
  internal: { status: 500, title: 'The gateway made a mistake' },
  signed_out: { status: 401, title: 'Nobody is signed in' },
  locked: { status: 423, title: 'The session is locked' },
  wrong_credentials: { status: 401, title: 'The till or its password is wrong' },
  wrong_pin: { status: 401, title: 'The PIN is wrong' },
  slow_down: { status: 429, title: 'There were too many attempts' },
  store_down: { status: 503, title: 'The gateway does not reach its store' },
  not_recorded: { status: 503, title: 'The record of who looked could not be written' },
  look_ups_paused: { status: 429, title: 'A manager has to lift the pause' },
  another_manager: { status: 403, title: 'A manager does not vouch for their own check' },
  managers_only: { status: 403, title: 'Only a manager may do this' },
  reason_needed: { status: 422, title: 'The field is only revealed for a reason' },
  field_not_found: { status: 404, title: 'There is no such masked field, or it is never revealed' },
  field_changed: { status: 409, title: 'Another value stands there now' },
  reveals_used_up: { status: 429, title: 'There were too many reveals' },
  nothing_to_ask: { status: 404, title: 'There is nothing on file to ask about' },
  challenge_over: { status: 404, title: 'The question is no longer open' },
  challenge_refused: { status: 429, title: 'There were too many wrong answers' },
  view_over: { status: 409, title: 'The customer has to be looked up again' },
  unknown_purpose: { status: 422, title: 'The policy knows no such purpose' },
  not_enough: { status: 422, title: 'The purpose asks for more than was shown' },
  not_offered: { status: 422, title: 'The policy offers no "same person" for an account of this status' },
  already_decided: { status: 409, title: 'Another window has just answered' },
  undo_over: { status: 409, title: 'The answer can no longer be taken back' },
  no_way_to_send: { status: 404, title: 'There is no such address on file' },
  code_not_sent: { status: 502, title: 'The vendor did not take the request for a code' },
  code_over: { status: 404, title: 'The code is no longer open' },
  codes_used_up: { status: 429, title: 'There were too many codes or tries' },
  pin_needed: { status: 403, title: 'The PIN of the colleague is needed' },
  no_pin: { status: 404, title: 'The colleague has no PIN' },
  pin_taken: { status: 409, title: 'There is a PIN already' },
  same_colleague: { status: 422, title: 'A second opinion is a colleague’s' },
  hand_over_over: { status: 410, title: 'The hand-over has run out or was used' },
  customer_not_found: { status: 404, title: 'The vendor knows no such customer' },
  customer_merged: { status: 409, title: 'The account was merged into another' },
  customer_deleted: { status: 410, title: 'The account was deleted for privacy' },
  identity_mismatch: { status: 502, title: 'The answer was about another customer' },
  not_allowed: { status: 403, title: 'The vendor does not let this till see the customer' },
  invalid_source: { status: 502, title: 'The vendor does not accept the source' },
  vendor_busy: { status: 503, title: 'The vendor asks to wait' },
  vendor_down: { status: 502, title: 'The vendor is out of order or out of reach' },
  vendor_unreadable: { status: 502, title: 'The answer of the vendor could not be read' },
  vendor_refused_credentials: { status: 502, title: 'The vendor refused the credentials of the gateway' },
  timed_out: { status: 504, title: 'The vendor took too long' },
  photo_expired: { status: 410, title: 'The link to the photo has run out' },
  photo_gone: { status: 404, title: 'The photo is no longer there' },
  photo_refused: { status: 502, title: 'The photo was not handed out' },
  photo_not_an_image: { status: 502, title: 'The file is not a photo' },
  photo_unshowable: { status: 502, title: 'The file is a picture that cannot be shown' },
  photo_too_large: { status: 502, title: 'The photo is too large' },
  photo_timed_out: { status: 504, title: 'The photo took too long' },
  verify_first: { status: 403, title: 'The customer has to be verified first' },
  not_permitted: { status: 403, title: 'The policy lets nobody do this' },
  upload_not_a_photo: { status: 422, title: 'The picture is not a whole JPEG' },
  upload_too_small: { status: 422, title: 'The picture is too small' },
  upload_too_large: { status: 413, title: 'The picture is too large' },
  photos_full: { status: 409, title: 'The customer has five photos already' },
  photo_not_taken: { status: 502, title: 'The vendor did not keep the photo' },
  photo_only_removed: {
    status: 502,
    title: 'A photo was removed to make room, and the new one was not kept',
  },
  photo_not_removed: { status: 502, title: 'The vendor did not remove the photo' },
  photo_changed: { status: 409, title: 'The photo is no longer the one that was shown' },
  photo_unsure: { status: 504, title: 'It is not known whether the vendor kept the change' },
  identifier_refused: { status: 422, title: 'The vendor does not take this identifier' },
  not_enrolled: { status: 502, title: 'The vendor did not enrol the customer' },
  enrolment_unsure: { status: 504, title: 'It is not known whether the vendor enrolled the customer' },
  code_needed: { status: 403, title: 'A one-time code has to prove the identifier' },
  code_wrong: { status: 422, title: 'The code is wrong or too old' },
  receipt_over: { status: 409, title: 'The receipt covers no redemption any more' },
  no_program: { status: 422, title: 'The customer is not in one programme whose points can be redeemed' },
  points_not_enough: { status: 422, title: 'The customer has fewer points' },
  points_too_many: { status: 422, title: 'The vendor redeems fewer points at once' },
  points_too_few: { status: 422, title: 'The vendor redeems more points at once' },
  points_not_possible: { status: 422, title: 'The vendor does not redeem this number of points' },
  redemption_refused: { status: 422, title: 'The vendor refuses the redemption' },
  redemption_unsure: { status: 504, title: 'It is not known whether the vendor redeemed the points' },
}

/** The body of a failure in the format of RFC 9457. */
export const toProblem = ({ code, particulars }: ProblemError, requestId: string): Problem => {
  const { vendorRequestId, ...told } = particulars
  return {
    type: `urn:countersign:problem:${code}`,
    ...shown[code],
    code,
    requestId,
    ...told,
    ...(vendorRequestId === undefined ? {} : { vendorRequestId }),
  }
}
