import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'

/** The most events on a page. */
export const eventsOnAPage = 50

/**
 * An event of the audit record. It names no person: customers and associates are told by their ids, and `associateName` is the name that
 * the till's list of the staff has for one.
 */
export const officeEvent = v.object({
  /** ISO 8601 in UTC. */
  at: v.string(),
  action: v.string(),
  /** `done`, or the problem code of the refusal or failure. */
  outcome: v.string(),
  customerId: v.optional(customerId),
  /** Whether the customer was only one of a list. */
  isInList: v.optional(v.boolean()),
  associate: v.optional(v.string()),
  associateName: v.optional(v.string()),
  till: v.optional(v.string()),
  /** Further words and numbers of ours, as text; lists are joined by commas. */
  facts: v.record(v.string(), v.string()),
})

export type OfficeEvent = v.InferOutput<typeof officeEvent>

/** The answer of `GET /api/office/events`, the newest events first. */
export const officeEvents = v.object({
  events: v.array(officeEvent),
  /** Sent back as `after`, it leads to the next page; missing on the last one. */
  next: v.optional(v.string()),
})

export type OfficeEvents = v.InferOutput<typeof officeEvents>

/** Everything that the audit record tells. */
export const auditAction = v.picklist([
  'opened',
  'view',
  'look_up',
  'search',
  'photo',
  'photo_consent',
  'photo_phone',
  'photo_save',
  'photo_remove',
  'worth',
  'enrol',
  'enrol_consent',
  'enrol_code',
  'redeem',
  'redeem_send',
  'redeem_code',
  'sign_in',
  'unlock',
  'lock',
  'sign_out',
  'session_end',
  'associate',
  'reveal',
  'challenge',
  'code',
  'vouch',
  'pin',
  'second_opinion',
  'decision',
  'undo',
  'receipt',
  'hand_over',
  'limit',
  'lift',
  'alarm',
  'refused',
  'forgot',
  'unwritable',
  'record_read',
  'case_close',
])

const word = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const moment = v.pipe(v.string(), v.isoTimestamp())

/** The query of `GET /api/office/events`. `from` is included, `to` is not; both are ISO 8601 in UTC. */
export const officeQuestion = v.strictObject({
  customer: v.optional(customerId),
  associate: v.optional(word),
  till: v.optional(word),
  action: v.optional(auditAction),
  /** The id of a purpose of the policy. */
  purpose: v.optional(word),
  from: v.optional(moment),
  to: v.optional(moment),
  after: v.optional(v.pipe(v.string(), v.maxLength(200))),
})

export type OfficeQuestion = v.InferOutput<typeof officeQuestion>

/** The answer of `POST /api/office/verify`: whether the record is whole. */
export const recordVerdict = v.object({
  entries: v.number(),
  chains: v.number(),
  breaks: v.array(
    v.object({
      chain: v.string(),
      seq: v.number(),
      what: v.picklist(['edited', 'missing', 'cut off', 'not anchored']),
    }),
  ),
  /** Deletions by the owner of the store, with their times. */
  forgettings: v.array(v.object({ at: v.string(), before: v.string(), entries: v.number() })),
})

export type RecordVerdict = v.InferOutput<typeof recordVerdict>

/** An open session. */
const officeSession = v.object({
  id: v.string(),
  till: v.string(),
  associate: v.optional(v.string()),
  associateName: v.optional(v.string()),
  role: v.picklist(['associate', 'manager', 'officer']),
  /** ISO 8601 in UTC. */
  since: v.string(),
  activeAt: v.string(),
  isLocked: v.boolean(),
  /** Whether it is the session that asks. */
  isOwn: v.boolean(),
})

export type OfficeSession = v.InferOutput<typeof officeSession>

export const officeSessions = v.object({ sessions: v.array(officeSession) })

export type OfficeSessions = v.InferOutput<typeof officeSessions>
