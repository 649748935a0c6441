import * as v from 'valibot'

/** A till system's own name of something: letters, digits and `. _ : -`. */
export const nameAtTill = v.pipe(v.string(), v.regex(/^[\w.:-]{1,80}$/))

const quantity = v.pipe(v.number(), v.finite(), v.minValue(0))

/** What a till system may say of the sale that a verification is for. A decision is bound to it, and tells it back unchanged. */
export const saleFields = {
  /** The till system's own name of the sale. */
  sale: v.optional(nameAtTill),
  /** The sum at stake, in the organisation's currency. */
  amount: v.optional(quantity),
  /** The points at stake. */
  points: v.optional(quantity),
}

const fields = v.object(saleFields)

export type Sale = v.InferOutput<typeof fields>

/** The fields of a sale, without those that were not given. */
export const saleOf = ({ sale, amount, points }: { [Name in keyof Sale]: Sale[Name] | undefined }): Sale => ({
  ...(sale === undefined ? {} : { sale }),
  ...(amount === undefined ? {} : { amount }),
  ...(points === undefined ? {} : { points }),
})

/** A sale as it was kept; the fields that were not given are missing. */
export const keptSale = v.pipe(
  v.nullable(fields),
  v.transform((kept) => kept ?? {}),
)

export const isSameSale = (one: Sale, other: Sale) =>
  one.sale === other.sale && one.amount === other.amount && one.points === other.points
