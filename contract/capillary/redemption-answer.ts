import * as v from 'valibot'
import { amount, flag, list, part, text } from './wire.ts'

/** The first of a list, or what stands alone: a batch of one is documented as an object, and a list is likely for several. */
const firstOf = <const S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.optional(v.unknown(), {}),
    v.transform((wire): unknown => (Array.isArray(wire) ? wire[0] : wire)),
    schema,
  )

const itemStatus = part({ success: flag, code: amount })

const wire = part({
  response: part({
    points: part({ redeemable: firstOf(part({ is_redeemable: flag, item_status: itemStatus })) }),
    responses: part({
      points: firstOf(
        part({
          user_id: text,
          redemption_id: text,
          points_redeemed: amount,
          balance: amount,
          item_status: itemStatus,
        }),
      ),
    }),
  }),
})

/** What an answer says of its one item: `isDone` is `undefined` if it says neither. */
export type Item = { isDone: boolean | undefined; code: number | undefined }

/** @see https://capillary.github.io/v1.1-API-Documentation/ */
export function readRedeemable(body: unknown): Item {
  const { is_redeemable, item_status } = v.parse(wire, body).response.points.redeemable
  return {
    isDone: item_status.success === true ? is_redeemable : item_status.success,
    code: item_status.code,
  }
}

/** @see https://capillary.github.io/v1.1-API-Documentation/ */
export function readRedeemed(body: unknown) {
  const { user_id, redemption_id, points_redeemed, balance, item_status } = v.parse(wire, body).response
    .responses.points
  const item: Item = { isDone: item_status.success, code: item_status.code }
  return { ...item, userId: user_id, id: redemption_id, points: points_redeemed, balance }
}

const known = part({ id: text, pointsRedeemed: amount })

/** What the platform knows of a redemption: its id, and how many points. The answer of `PUT /v2/points/updateRedemption`. */
export function readKnownRedemption(body: unknown) {
  const { id, pointsRedeemed } = v.parse(known, body)
  return id !== undefined && pointsRedeemed !== undefined ? { id, points: pointsRedeemed } : undefined
}

const account = part({ loyaltyProgramDetails: list(part({ programId: text, loyaltyPoints: amount })) })

/** The programmes of a customer, from an answer with `embed=mlp`. */
export const readPrograms = (body: unknown) =>
  v
    .parse(account, body)
    .loyaltyProgramDetails.flatMap(({ programId, loyaltyPoints }) =>
      programId === undefined ? [] : [{ id: programId, points: loyaltyPoints }],
    )
