import type { MaskedField } from '#contract/api/masking.ts'
import { structuralRule, type FieldName, type View } from './field-rules.ts'
import { echoes } from './echoes.ts'
import { masked } from './shapes.ts'

type Scalar = string | number | boolean

/** A value that is not sent to the browser, and the place of its mask. */
export type Kept = {
  /** Its place in the masked answer, as a JSON Pointer. */
  at: string
  name: FieldName
  value: Scalar
  text: string
  reveal: MaskedField['reveal']
}

export type MaskedAnswer = {
  /** The answer as it may be sent, with `maskedFields`. */
  body: Record<string, unknown>
  kept: Kept[]
}

/**
 * Reduces an answer to what a role may see. A field that no rule names is masked, at any depth. A masked number or boolean becomes
 * text. A hidden value is left out, and so is a list item whose value is hidden.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function maskAnswer(answer: Record<string, unknown>, { rules, role }: View): MaskedAnswer {
  const secrets: Scalar[] = []
  collect(answer, [], (value, name) => {
    if (rules(name)[role] !== 'show') secrets.push(value)
  })
  const isEcho = echoes(secrets)
  const kept: Kept[] = []

  const maskScalar = (value: Scalar, name: FieldName, at: string) => {
    const rule = rules(name)
    const showing = rule[role]
    if (showing === 'hide') return undefined
    // An empty value reveals nothing, and a mask would suggest that there is a value.
    if (value === '' || rule === structuralRule || (showing === 'show' && !isEcho(value))) return value
    const text = masked(value, showing === 'mask' ? rule.as : 'full')
    kept.push({ at, name, value, text, reveal: showing === 'mask' ? rule.reveal : 'with-reason' })
    return text
  }

  const mask = (value: unknown, name: FieldName, at: string): unknown => {
    if (isScalar(value)) return maskScalar(value, name, at)
    if (Array.isArray(value)) {
      const items: unknown[] = []
      for (const item of value) {
        const left = mask(item, name, `${at}/${items.length}`)
        if (left !== undefined) items.push(left)
      }
      return items
    }
    if (typeof value !== 'object' || value === null) return value
    const members = membersOf(value, name).flatMap(([key, member, itsName]) => {
      const left = mask(member, itsName, `${at}/${escaped(key)}`)
      return left === undefined ? [] : [[key, left] as const]
    })
    const left: Record<string, unknown> = Object.fromEntries(members)
    return isTyped(value, name) && isScalar(value.value) && left['value'] === undefined ? undefined : left
  }

  const body = Object.fromEntries(
    Object.entries(answer).flatMap(([key, value]) => {
      // Only the gateway sets this field.
      const left = key === 'maskedFields' ? undefined : mask(value, [key], `/${escaped(key)}`)
      return left === undefined ? [] : [[key, left] as const]
    }),
  )
  return { body: { ...body, maskedFields: kept.map(({ at, reveal }) => ({ at, reveal })) }, kept }
}

/** Calls `found` with every value of an answer and its name. */
export function collect(value: unknown, name: FieldName, found: (value: Scalar, name: FieldName) => void) {
  if (isScalar(value)) found(value, name)
  else if (Array.isArray(value)) for (const item of value) collect(item, name, found)
  else if (typeof value === 'object' && value !== null)
    for (const [, member, itsName] of membersOf(value, name)) collect(member, itsName, found)
}

/**
 * The members of `{type: 'mobile', value, primary}` under `commChannels` are named `commChannels.mobile` and
 * `commChannels.mobile.primary`.
 */
function membersOf(value: object, name: FieldName): [key: string, member: unknown, name: FieldName][] {
  const own = isTyped(value, name) ? [...name, value.type.trim()] : name
  return Object.entries(value).map(([key, member]) => [
    key,
    member,
    isTyped(value, name) && key === 'value' ? own : [...own, key],
  ])
}

/** Lists whose items state in `type` what their `value` is. */
const typedLists = new Set(['identifiers', 'identifiersAll', 'commChannels'])

const isTyped = (value: object, name: FieldName): value is { type: string; value: unknown } =>
  typedLists.has(name.at(-1) ?? '') && 'type' in value && typeof value.type === 'string' && 'value' in value

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
