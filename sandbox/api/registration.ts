import * as v from 'valibot'
import type { Answer } from '#sandbox/answer.ts'
import type { Customer } from '#sandbox/customers/customer.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { failed, fault, json } from './bodies.ts'
import { findByIdentifier } from './find.ts'

/** Mobile numbers that are not taken: of a person who was deleted, and one that is no number to the organisation. */
const DELETED = '447700900826'
const REFUSED = '447700900814'

const FIRST_ID = 84_230_120

const identifier = v.object({ type: v.string(), value: v.string() })

const registration = v.object({
  loyaltyInfo: v.object({ loyaltyType: v.picklist(['loyalty', 'non_loyalty']) }),
  profiles: v.tuple([
    v.object({
      firstName: v.optional(v.string(), ''),
      lastName: v.optional(v.string(), ''),
      source: v.optional(v.string()),
      identifiers: v.optional(v.array(identifier), []),
      fields: v.optional(v.record(v.string(), v.string()), {}),
    }),
  ]),
  extendedFields: v.optional(v.record(v.string(), v.string()), {}),
})

type Profile = v.InferOutput<typeof registration>['profiles'][0]

/**
 * Registers a customer. Where it is a guess: the status 200 of a success, the words of the message of 8006 (only its number stands in
 * the list of codes), and which of several faults comes first.
 *
 * @see https://docs.capillarytech.com/reference/v2-add-customer
 */
export function register(world: SandboxState, body: string, till: string | undefined): Answer {
  const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), registration), body)
  if (!reading.success) return failed(1007, 'Invalid customer')
  const [profile] = reading.output.profiles
  const refused = refusal(world, profile)
  if (refused !== undefined) return refused
  if (world.switches.registration === 'dropped') return { ...json({}), ending: 'reset' }
  const userId = FIRST_ID + world.turn('registration')
  world.registered.set(userId, customerOf(userId, profile, reading.output.extendedFields, { world, till }))
  const warnings =
    world.switches.registration === 'unlabelled' ? [fault(8107, 'Default customer status label not set')] : []
  const answer = json({ createdId: userId, warnings, sideEffects: [] })
  return world.switches.registration === 'lost' ? { ...answer, ending: 'reset' } : answer
}

function refusal(world: SandboxState, { source, identifiers }: Profile): Answer | undefined {
  const { registration: state, cardSpelling } = world.switches
  if (source !== 'INSTORE') return failed(8004, 'Customer add failed, no source passed')
  if (identifiers.length === 0) return failed(8005, 'Customer add failed, no valid identifiers')
  if (state === 'refused') return json({ errors: [fault(8086, 'Invalid customer status label')] }, 201)
  if (state === 'busy' && world.turn('busy') % 2 === 1)
    return failed(521, 'Multiple actions running for the customer', 521)
  for (const { type, value } of identifiers) {
    if (value === DELETED) return failed(8026, 'Customer was deleted')
    if (value === REFUSED) return failed(8014, 'Invalid primary identifier')
    const query = new URLSearchParams({ identifierName: type, identifierValue: value })
    const found = findByIdentifier(world, query, cardSpelling)
    if (Array.isArray(found) && state !== 'unchecked')
      return failed(8006, `Customer already exists with id ${found[0]} for same source`)
  }
  return undefined
}

function customerOf(
  userId: number,
  { firstName, lastName, identifiers, fields }: Profile,
  extendedFields: Record<string, string>,
  { world, till }: { world: SandboxState; till: string | undefined },
): Customer {
  const valueOf = (wanted: string) =>
    identifiers.find(({ type }) => type.toLowerCase() === wanted.toLowerCase())?.value
  const [mobile, email, externalId, card] = ['mobile', 'email', 'externalId', 'cardNumber'].map(valueOf)
  const registeredAt = new Date(world.now()).toISOString()
  const by = { id: 75_155_282, code: till ?? 'till' }
  return {
    userId,
    name: [firstName, lastName],
    ...(mobile && { mobile }),
    ...(email && { email }),
    ...(externalId && { externalId }),
    ...(card && {
      cards: [
        { number: card, series: [73, 'Store card'], issued: registeredAt.slice(0, 10), status: 'ACTIVE' },
      ],
    }),
    fields,
    extendedFields,
    loyalty: { purchases: 0, registeredAt, registeredBy: by, changedAt: registeredAt, changedBy: by },
    photos: [],
    worth: {
      programs: [{ title: 'Loyalty', points: 0, tier: 'Silver', ratio: 0.25, lapsing: [] }],
      coupons: [],
      visits: [],
      badges: [],
    },
  }
}
