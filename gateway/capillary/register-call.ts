import * as v from 'valibot'
import type { EnrolKind, MessageChannel } from '#contract/api/enrolment.ts'
import type { ProblemCode } from '#contract/api/problem.ts'
import { customerId } from '#contract/customer/customer-id.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Write } from './calls.ts'
import { whenFree } from './one-write.ts'
import { judge, noteCodes, understood } from './outcome.ts'

export type NewMember = {
  name: string
  identifiers: readonly { kind: EnrolKind; value: string }[]
  /** The channels of which the customer wants messages. */
  messages: readonly MessageChannel[]
  extended: Readonly<Record<string, string>>
  custom: Readonly<Record<string, string>>
  /** The code of the till at which the customer is enrolled. */
  till: string | undefined
}

/** What the platform made of it. `exists`: another customer has the identifier; their id, if the platform names it. */
export type Registered = { told: 'enrolled'; userId: string } | { told: 'exists'; userId: string | undefined }

/**
 * Codes of this call. Others have the meanings of calls about one customer.
 *
 * @see https://docs.capillarytech.com/reference/status-codes-customer
 */
const meanings = new Map<number, ProblemCode>([
  [8005, 'identifier_refused'],
  [8014, 'identifier_refused'],
  [8056, 'identifier_refused'],
  [1007, 'identifier_refused'],
  [8026, 'customer_deleted'],
  [8086, 'not_enrolled'],
  [3217, 'not_enrolled'],
])

const existsAlready = new Set([8006, 8028])
const answered = v.object({ createdId: customerId })

/**
 * Registers a customer. It is never sent a second time: whether a lost answer had an effect is seen by a look-up.
 *
 * @throws {ProblemError} `identifier_refused`, `customer_deleted`, `not_enrolled`; or a code that says nothing about the effect
 * @see https://docs.capillarytech.com/reference/v2-add-customer
 */
export const registerCall =
  (write: Write) =>
  async (member: NewMember, signal: AbortSignal): Promise<Registered> => {
    const form = { type: 'application/json', bytes: Buffer.from(JSON.stringify(bodyOf(member))) }
    const answer = await whenFree(
      () => write({ method: 'POST', path: '/v2/customers', form }, signal),
      signal,
    )
    const { errors } = noteCodes(answer)
    const { requestId: vendorRequestId } = answer
    if (errors.some((code) => existsAlready.has(code))) return { told: 'exists', userId: idIn(answer) }
    const code = errors.map((each) => meanings.get(each)).find((each) => each !== undefined)
    if (code !== undefined) throw new ProblemError(code, { vendorRequestId })
    const { body } = understood(answer)
    // Warnings, for one about an account from another source, change nothing about the success; the status may be 200 or 201.
    const reading = v.safeParse(answered, body.kind === 'json' ? body.value : undefined)
    if (reading.success && errors.length === 0 && answer.status < 300)
      return { told: 'enrolled', userId: reading.output.createdId }
    judge(answer)
    throw new ProblemError('vendor_unreadable', { path: 'createdId', vendorRequestId })
  }

/** "… already exists with id 565039505 for same source": the id stands in the message only. */
const idIn = (answer: Parameters<typeof understood>[0]) =>
  understood(answer)
    .notes.errors.map(({ message = '' }) => /\bid\D{0,3}([1-9]\d{0,14})\b/i.exec(message)?.[1])
    .find((id) => id !== undefined)

function bodyOf({ name, identifiers, messages, extended, custom, till }: NewMember) {
  const space = name.lastIndexOf(' ')
  const channels = identifiers.filter(({ kind }) => kind === 'mobile' || kind === 'email')
  return {
    loyaltyInfo: { loyaltyType: 'loyalty' },
    ...(till !== undefined && { associatedWith: till }),
    profiles: [
      {
        firstName: space < 0 ? name : name.slice(0, space),
        lastName: space < 0 ? '' : name.slice(space + 1),
        source: 'INSTORE',
        accountId: '',
        identifiers: identifiers.map(({ kind, value }) => ({
          type: kind === 'cardNumber' ? 'cardnumber' : kind,
          value,
        })),
        commChannels: channels.map(({ kind, value }) => ({
          type: kind,
          value,
          primary: 'true',
          verified: 'false',
          subscribed: messages.some((each) => each === kind),
        })),
        fields: custom,
      },
    ],
    extendedFields: extended,
  }
}
