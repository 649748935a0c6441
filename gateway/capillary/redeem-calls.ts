import type { ProblemCode } from '#contract/api/problem.ts'
import {
  readKnownRedemption,
  readPrograms,
  readRedeemable,
  readRedeemed,
  type Item,
} from '#contract/capillary/redemption-answer.ts'
import { readCustomer } from '#contract/customer/customer.ts'
import type { Masked } from '#contract/customer/masked.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Get, Write } from './calls.ts'
import type { Answer } from './connection.ts'
import { readAnswer } from './customer-call.ts'
import { whenFree } from './one-write.ts'
import { judge, noteCodes, understood } from './outcome.ts'
import { notEnrolled } from './worth-call.ts'

/** Whose points are redeemed: by which identifier the calls name the customer, the programme, and its points. */
export type PointsAccount = {
  userId: string
  identifier: { kind: 'mobile' | 'email' | 'externalId'; value: string }
  program: { id: string; points: number | undefined }
}

/** The names of the identifiers in the calls of the older API. */
const names = { mobile: 'mobile', email: 'email', externalId: 'external_id' } as const

/**
 * Codes of these calls. What is not listed is a refusal without a reason of ours. Codes that say that a service behind the API was not
 * reached leave open what happened.
 *
 * @see https://capillary.github.io/v1.1-API-Documentation/
 */
const meanings = new Map<number | undefined, ProblemCode>(
  groups().flatMap(([code, numbers]) => numbers.map((number): [number, ProblemCode] => [number, code])),
)

function groups(): [code: ProblemCode, numbers: number[]][] {
  return [
    ['points_not_enough', [803, 804, 813, 818]],
    ['points_too_many', [819]],
    ['points_too_few', [821]],
    ['points_not_possible', [801, 807, 878]],
    ['code_wrong', [605, 808]],
    ['code_needed', [725, 824]],
    ['code_not_sent', [860, 876]],
    ['no_program', [...notEnrolled]],
    ['vendor_down', [815, 886, 887, 889, 894, 896, 898, ...Array.from({ length: 13 }, (_, at) => 786 + at)]],
  ]
}

/**
 * The points account of a customer who is in one programme. Of several programmes none is chosen here.
 *
 * @throws {ProblemError} `no_program`, also for a customer whom none of the calls could name
 */
export const pointsAccountCall =
  (get: Get) =>
  async (userId: string, signal: AbortSignal): Promise<PointsAccount> => {
    const answer = await get(`/v2/customers/${userId}?source=INSTORE&embed=mlp`, signal)
    const { errors, warnings } = noteCodes(answer)
    if ([...errors, ...warnings].some((code) => notEnrolled.has(code))) throw new ProblemError('no_program')
    const { body, customer } = readAnswer(answer, judge(answer, userId), (each) => readCustomer(each, userId))
    const [program, ...others] = readPrograms(body)
    const identifier = (['mobile', 'email', 'externalId'] as const)
      .map((kind) => ({ kind, value: customer.identifiers.find((each) => each.kind === kind)?.value }))
      .find(hasValue)
    if (program === undefined || others.length > 0 || identifier === undefined)
      throw new ProblemError('no_program')
    return { userId, identifier, program }
  }

const hasValue = <Kind>(each: {
  kind: Kind
  value: string | Masked | undefined
}): each is { kind: Kind; value: string } => typeof each.value === 'string'

type Asked = { account: PointsAccount; points: number; code?: string | undefined }

/**
 * Asks whether points can be redeemed. With a code, the vendor checks the code; with `sendsCode`, it sends one to the customer.
 *
 * @throws {ProblemError} the reason why they cannot be
 */
export const redeemableCall =
  (get: Get) =>
  async ({ account, points, code, sendsCode }: Asked & { sendsCode?: boolean }, signal: AbortSignal) => {
    const { identifier, program } = account
    const query = new URLSearchParams({
      format: 'json',
      points: String(points),
      program_id: program.id,
      [names[identifier.kind]]: identifier.value,
      ...(code !== undefined && { validation_code: code }),
      ...(sendsCode === true && { issue_otp: 'true' }),
    })
    const answer = await get(`/v1.1/points/isredeemable?${query}`, signal)
    requireDone(answer, readRedeemable(jsonOf(answer)))
  }

type Sent = Asked & {
  /** The reference number, which the vendor accepts once. */
  key: string
  note: string
}

/**
 * Redeems points. It is sent again only if the vendor refused it because of another write for the customer.
 *
 * @returns the vendor's id of the redemption, and the balance after it
 * @throws {ProblemError} a refusal; or a code that says nothing about the effect; or `identity_mismatch`
 */
export const redeemCall =
  (write: Write) =>
  async ({ account, points, code, key, note }: Sent, signal: AbortSignal) => {
    const { userId, identifier, program } = account
    const query = `format=json&program_id=${encodeURIComponent(program.id)}&skip_validation=false`
    const redemption = {
      points_redeemed: points,
      customer: { [names[identifier.kind]]: identifier.value },
      external_reference_number: key,
      notes: note,
      ...(code !== undefined && { validation_code: code }),
    }
    const form = jsonForm({ root: { redeem: [redemption] } })
    const answer = await whenFree(
      () => write({ method: 'POST', path: `/v1.1/points/redeem?${query}`, form }, signal),
      signal,
      (each) => readRedeemed(jsonOf(each)).code === 521,
    )
    const said = readRedeemed(jsonOf(answer))
    requireDone(answer, said)
    if (said.userId !== undefined && said.userId !== userId)
      throw new ProblemError('identity_mismatch', { path: 'user_id', vendorRequestId: answer.requestId })
    return { id: said.id, balance: said.balance }
  }

/**
 * Asks for a redemption by its reference number. The vendor documents no call that only reads one by that number, so this call sets the
 * purpose of the redemption to our note.
 *
 * @returns `undefined` if the vendor does not tell of such a redemption
 */
export const knownRedemptionCall =
  (write: Write) =>
  async ({ account, key, note }: Omit<Sent, 'points'>, signal: AbortSignal) => {
    const { kind, value } = account.identifier
    const entity = { type: 'CUSTOMER', identifierType: kind, identifierValue: value }
    const form = jsonForm({ externalReferenceNumber: key, purpose: note, entity })
    const ask = () => write({ method: 'PUT', path: '/v2/points/updateRedemption', form }, signal)
    const answer = await whenFree(ask, signal)
    return noteCodes(answer).errors.length > 0 || answer.status !== 200
      ? undefined
      : readKnownRedemption(jsonOf(answer))
  }

const jsonForm = (body: object) => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) })

function jsonOf(answer: Answer): unknown {
  const { body } = understood(answer)
  return body.kind === 'json' ? body.value : undefined
}

function requireDone(answer: Answer, { isDone, code }: Item) {
  const vendorRequestId = answer.requestId
  if (isDone === undefined) {
    judge(answer)
    throw new ProblemError('vendor_unreadable', { path: 'item_status', vendorRequestId })
  }
  // 876 stands beside a success: the points can be redeemed, and the code could not be sent.
  if (isDone && code !== 876) return
  throw new ProblemError(meanings.get(code) ?? 'redemption_refused', { vendorRequestId })
}
