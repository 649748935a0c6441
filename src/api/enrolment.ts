import {
  enrolled,
  enrolmentCodeSent,
  type Enrolled,
  type EnrolmentRequest,
  type MessageChannel,
} from '#contract/api/enrolment.ts'
import { enrolCall, enrolCodeCall } from './addresses.ts'
import { askFor } from './request.ts'

/** Milliseconds. The gateway looks the customer up before, and perhaps after it, and answers earlier than that. */
const patience = 40_000

/** Enrols a customer, or finds that they are a member. */
export const enrol = (request: EnrolmentRequest, signal: AbortSignal): Promise<Enrolled> =>
  askFor(enrolled, enrolCall, signal, { body: request, patience })

/** Has a one-time code sent to somebody who is no member yet. */
export const sendEnrolmentCode = (to: { kind: MessageChannel; value: string }, signal: AbortSignal) =>
  askFor(enrolmentCodeSent, enrolCodeCall, signal, { body: to })
