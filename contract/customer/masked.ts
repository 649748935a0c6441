import * as v from 'valibot'
import { maskedField, type MaskedField } from '#contract/api/masking.ts'

/**
 * A value that the gateway masked: its readable part, and how to reveal it. The class distinguishes it from anything that the
 * vendor writes.
 */
export class Masked {
  readonly ownerId: string
  readonly text: string
  readonly at: string
  readonly reveal: MaskedField['reveal']
  constructor(ownerId: string, text: string, { at, reveal }: MaskedField) {
    this.ownerId = ownerId
    this.text = text
    this.at = at
    this.reveal = reveal
  }
}

const marks = v.object({ maskedFields: v.array(v.unknown()) })

/**
 * Puts a `Masked` at every place where an answer says that a value is masked, so that no reader takes bullets for a number or a
 * date.
 *
 * @param body parsed JSON of the answer; it is not changed
 * @param ownerId the customer that the answer is about
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function withMasks(body: unknown, ownerId: string): unknown {
  if (!v.is(marks, body)) return body
  const marked = structuredClone(body)
  for (const field of body.maskedFields) if (v.is(maskedField, field)) mark(marked, ownerId, field)
  return marked
}

function mark(body: object, ownerId: string, field: MaskedField) {
  const [root, ...keys] = field.at.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop()
  if (root !== '' || last === undefined) return
  const place = keys.reduce<unknown>(partOf, body)
  const value = partOf(place, last)
  if (typeof place === 'object' && place !== null && (typeof value === 'string' || typeof value === 'number'))
    Reflect.set(place, last, new Masked(ownerId, String(value), field))
}

function partOf(whole: unknown, key: string): unknown {
  return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
    ? Reflect.get(whole, key)
    : undefined
}
