import type { Answer } from '#sandbox/answer.ts'
import { customers } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { denied, failed, json } from './bodies.ts'

/** What every code is here: nothing is sent anywhere, and whoever tries the app must be able to type it. */
const DEMO_CODE = '314159'

/** Instead of an id, where the same code is sent again because it is still valid. */
const SENT_AGAIN = 1

/** Seconds a code is right; the vendor does not say for how long its own are. */
const CODE_LIVES = 300
/** The vendor's own limit, per number or address: https://docs.capillarytech.com/reference/validate-otp */
const MOST_TRIES = 5
const TRIES_WINDOW = 900

type Entity = { entityType: string; entityValue: string; action: string }

/** What has been sent to whom, and how often it was tried. */
export type Codes = Map<string, { sentAt: number | undefined; tries: number[] }>

/**
 * Sends a code: that is, notes it. Where the customer's status blocks messages nothing is sent, and the answer is the same.
 *
 * @see https://docs.capillarytech.com/reference/generate-otp
 */
export function generateOtp(world: SandboxState, body: string): Answer {
  const entity = entityIn(body)
  if (entity === undefined) return failed(601, 'Invalid entity type passed')
  if (world.switches.otp === 'refused') return failed(606, 'OTP could not be generated')
  if (world.switches.otp === 'used up') return failed(429, 'OTP generation limit exceeded', 429)
  const known = codeFor(world, entity)
  const isSentAgain = isValid(world, known)
  known.sentAt = isSilenced(entity) ? undefined : world.now()
  return json({ createdId: isSentAgain ? SENT_AGAIN : world.turn('otp') + 342_963_215, warnings: [] })
}

/** @see https://docs.capillarytech.com/reference/validate-otp */
export function validateOtp(world: SandboxState, body: string): Answer {
  const entity = entityIn(body)
  if (entity === undefined) return failed(601, 'Invalid entity type passed')
  const known = codeFor(world, entity)
  const now = world.now()
  known.tries = known.tries.filter((at) => now - at < TRIES_WINDOW * 1000)
  if (known.tries.length >= MOST_TRIES) return failed(429, 'OTP validation limit exceeded', 429)
  known.tries.push(now)
  const isRight = isValid(world, known) && fieldOf(body, 'code') === DEMO_CODE
  if (isRight) world.codes.delete(keyOf(entity))
  return json({ entity: isRight, warnings: [] })
}

/** The call that gives a code away to whoever may read codes. The product never makes it. */
export const readOtp = ({ world }: { world: SandboxState }): Answer =>
  world.switches.codeReading === 'allowed'
    ? json({ orgId: 100737, userId: 565039505, code: DEMO_CODE, warnings: [] })
    : denied(4000, 'Not authorized. Access is denied!', 403)

const isValid = (world: SandboxState, { sentAt }: { sentAt: number | undefined }) =>
  sentAt !== undefined && world.now() - sentAt <= CODE_LIVES * 1000

const keyOf = ({ entityType, entityValue, action }: Entity) => `${entityType} ${entityValue} ${action}`

function codeFor({ codes }: SandboxState, entity: Entity) {
  const key = keyOf(entity)
  const known = codes.get(key) ?? { sentAt: undefined, tries: [] }
  codes.set(key, known)
  return known
}

function isSilenced({ entityValue }: Entity) {
  const whose = [...customers.values()].find(
    ({ mobile, email }) => mobile === entityValue || email === entityValue,
  )
  return whose?.status?.label === 'Suspended'
}

function entityIn(body: string): Entity | undefined {
  const [type = '', entityValue = '', action = ''] = ['entityType', 'entityValue', 'action'].map((name) =>
    fieldOf(body, name),
  )
  // The vendor's samples have both "mobile" and "MOBILE".
  const entityType = type.toUpperCase()
  return ['MOBILE', 'EMAIL'].includes(entityType) && entityValue !== '' && action !== ''
    ? { entityType, entityValue, action }
    : undefined
}

function fieldOf(body: string, name: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    const value: unknown = new Map(Object.entries(Object(parsed))).get(name)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
