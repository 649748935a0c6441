import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { amount, list, part, text } from './wire.ts'

const note = v.pipe(
  v.object({ code: amount, message: text }),
  v.transform(({ code, message }) => ({ code, message })),
)

export type Note = v.InferOutput<typeof note>

/** What a vendor's answer says besides its data. HTTP 200 does not mean success: a non-empty `errors` is a failure. */
export type Notes = {
  errors: Note[]
  warnings: Note[]
  /** The id of the account that the answer is about: `entity` of a look-up, `id` of a customer. */
  subjectId: string | undefined
  /** Free text besides the data. For a deleted account it is the only content. */
  message: string | undefined
}

const anyId = v.fallback(v.optional(customerId), undefined)

const notes = part({
  errors: list(note),
  error: list(note),
  warnings: list(note),
  message: text,
  entity: anyId,
  id: anyId,
  response: part({ status: part({ success: v.optional(v.unknown()), code: amount, message: text }) }),
})

/**
 * Reads errors and warnings from the places where the vendor's two API generations put them: `errors[]` (absent, null or empty on
 * success), once spelt `error`, and the older `response.status` with `success` and `code` as text, number or boolean.
 *
 * @see https://docs.capillarytech.com/reference/api-status-codes
 */
export function readNotes(body: unknown): Notes {
  const wire = v.parse(notes, body)
  const { success, code, message } = wire.response.status
  const hasFailed = String(success).toLowerCase() === 'false' || (code !== undefined && code >= 400)
  return {
    errors: [...wire.errors, ...wire.error, ...(hasFailed ? [{ code, message }] : [])],
    warnings: wire.warnings,
    subjectId: wire.entity ?? wire.id,
    message: wire.message,
  }
}

/** Reads the token answer of `POST /v3/oauth/token/generate`; `undefined` if it contains no usable token. */
export function readAccessToken(body: unknown) {
  const reading = v.safeParse(
    v.object({
      data: v.object({
        accessToken: v.pipe(v.string(), v.nonEmpty()),
        ttlSeconds: v.fallback(v.optional(v.pipe(v.number(), v.minValue(1))), undefined),
      }),
    }),
    body,
  )
  return reading.success ? reading.output.data : undefined
}
