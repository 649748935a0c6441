import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import type { Answer } from '#sandbox/answer.ts'
import { worthOf } from '#sandbox/customers/worth.ts'
import { customerIn } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { failed, json, v1 } from './bodies.ts'
import { findByIdentifier } from './find.ts'
import type { Ask } from './routes.ts'

/** What every validation code is here, as for other one-time codes. */
const DEMO_CODE = '314159'

/** The limits of this organisation, which are invented: the least, the most, and the step. */
const LEAST = 10
const MOST = 6000
const STEP = 5

type Fields = Readonly<Record<string, string | undefined>>

type Redemption = { points: number; code: string | undefined; userId: number | undefined }

/** The account that a call names by one of the documented identifiers. */
function accountOf(world: SandboxState, fields: Fields): number | undefined {
  const names = { mobile: 'mobile', email: 'email', external_id: 'externalId', externalId: 'externalId' }
  for (const [name, type] of Object.entries(names)) {
    const value = fields[name]
    if (value === undefined) continue
    const query = new URLSearchParams({ identifierName: type, identifierValue: value })
    const found = findByIdentifier(world, query, world.switches.cardSpelling)
    return Array.isArray(found) && found.length === 1 ? found[0] : undefined
  }
  return undefined
}

const spentBy = (world: SandboxState, userId: number) =>
  world.redemptions.filter((each) => each.userId === userId).reduce((sum, { points }) => sum + points, 0)

/** The points that a customer has left in the first programme; `undefined` if there is no programme. */
function pointsOf(world: SandboxState, userId: number): number | undefined {
  const customer = customerIn(world, userId)
  const points = customer && worthOf(customer).programs[0]?.points
  return points === undefined ? undefined : points - spentBy(world, userId)
}

/** Why nothing is redeemed; `undefined` if it may be. Which code of a group an organisation gives is a guess. */
function refusalOf(world: SandboxState, { points, code, userId }: Redemption): number | undefined {
  const { redemptionCode, validationCode } = world.switches
  if (userId === undefined) return 889
  if (redemptionCode !== 0) return redemptionCode
  const left = pointsOf(world, userId)
  if (left === undefined) return 881
  if (!(points > 0)) return 801
  if (points < LEAST) return 821
  if (points > MOST) return 819
  if (points % STEP !== 0) return 807
  if (points > left) return 804
  if (code === undefined) return undefined
  return validationCode === 'asked' && (code !== DEMO_CODE || !world.validating.has(userId)) ? 808 : undefined
}

const statusOf = (code: number) => ({
  success: String(code === 800 || code === 876),
  code,
  message: code === 800 ? 'Points can be redeemed' : `Status ${code}`,
})

/** https://capillary.github.io/v1.1-API-Documentation/ */
export function isRedeemable({ world, query }: Ask): Answer {
  const fields = Object.fromEntries(query)
  const userId = accountOf(world, fields)
  const points = Number(query.get('points'))
  const refusal = refusalOf(world, { points, code: query.get('validation_code') ?? undefined, userId })
  const sends = query.get('issue_otp') === 'true' && userId !== undefined
  if (sends && refusal === undefined && world.switches.validationCode !== 'unsent')
    world.validating.add(userId)
  const isUnsent = sends && world.switches.validationCode === 'unsent'
  const code = refusal ?? (isUnsent ? 876 : 800)
  const isDone = refusal === undefined
  const redeemable = {
    points,
    is_redeemable: String(isDone),
    points_redeem_value: points,
    item_status: statusOf(code),
  }
  return isDone
    ? v1(200, '200', 'true', 'Success', { points: { redeemable } })
    : v1(200, '500', 'false', 'All requests have failed', { points: { redeemable } })
}

const identity = v.object({
  mobile: v.optional(v.string()),
  email: v.optional(v.string()),
  external_id: v.optional(v.string()),
})

const redemption = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    root: v.object({
      redeem: v.tuple([
        v.object({
          points_redeemed: v.number(),
          customer: identity,
          external_reference_number: v.string(),
          validation_code: v.optional(v.string()),
        }),
      ]),
    }),
  }),
)

/**
 * Redeems points. A repeated reference number is redeemed again, which is harsher than the documents say: so a test sees it.
 *
 * @see https://capillary.github.io/v1.1-API-Documentation/
 */
export async function redeemPoints(world: SandboxState, body: string): Promise<Answer> {
  const reading = v.safeParse(redemption, body)
  if (!reading.success) return v1(400, '400', 'false', 'Invalid request')
  const [asked] = reading.output.root.redeem
  const { points_redeemed: points, external_reference_number: reference, validation_code: code } = asked
  const userId = accountOf(world, asked.customer)
  const { redemption: state, validationCode, writeDelay } = world.switches
  if (userId === undefined) return answerOf(889)
  if (world.writing.has(userId) || (state === 'busy' && world.turn('busy redemption') % 2 === 1))
    return failed(521, 'Multiple actions running for the customer', 521)
  if (state === 'dropped') return { ...json({}), ending: 'reset' }
  if (validationCode === 'asked' && code === undefined) return answerOf(824)
  const refusal = refusalOf(world, { points, code, userId })
  if (refusal !== undefined) return answerOf(refusal)
  if (state === 'refused') return answerOf(820)
  world.writing.add(userId)
  await sleep(writeDelay)
  world.writing.delete(userId)
  world.validating.delete(userId)
  const id = (9_000_000 + world.redemptions.length).toString(36)
  world.redemptions.push({ id, userId, points, reference })
  const answer = answerOf(800, {
    user_id: String(userId),
    redemption_id: id,
    points_redeemed: String(points),
    balance: String(pointsOf(world, userId)),
  })
  return state === 'lost' || state === 'forgotten' ? { ...answer, ending: 'reset' } : answer
}

const answerOf = (code: number, more: object = {}) =>
  v1(200, code === 800 ? '200' : '500', String(code === 800), code === 800 ? 'Success' : 'Failed', {
    responses: { points: { ...more, item_status: { ...statusOf(code), message: `Points ${code}` } } },
  })

const update = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    externalReferenceNumber: v.string(),
    purpose: v.pipe(v.string(), v.maxLength(255)),
    entity: v.object({
      type: v.literal('CUSTOMER'),
      identifierType: v.string(),
      identifierValue: v.string(),
    }),
  }),
)

/**
 * Adds to a redemption, by its reference number. What is said of a number that nobody has used is a guess.
 */
export function updateRedemption(world: SandboxState, body: string): Answer {
  const reading = v.safeParse(update, body)
  if (!reading.success) return failed(400, 'Invalid request', 400)
  const { externalReferenceNumber, entity } = reading.output
  const userId = accountOf(world, { [entity.identifierType]: entity.identifierValue })
  const found = world.redemptions.find(
    (each) => each.reference === externalReferenceNumber && each.userId === userId,
  )
  if (found === undefined || world.switches.redemption === 'forgotten')
    return failed(3801, 'Redemption not found')
  return json({
    id: found.id,
    programId: 1357,
    pointsRedeemed: found.points,
    redemptionTime: world.now(),
    warnings: [],
  })
}
