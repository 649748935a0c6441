import type { Codes } from './api/otp.ts'
import { firstPhotoKey } from './directory.ts'
import type { Customer } from './customers/customer.ts'
import type { Photo } from './customers/photo.ts'
import type { Slot } from './customers/slots.ts'
import { assumeRole, type Role } from './photo-host/role-session.ts'
import { presign } from './photo-host/sigv4.ts'
import { defaultSwitches, type Switches } from './switches.ts'
import type { SandboxRequest } from './traffic.ts'

const REGION = 'eu-west-1'
export const BUCKET = 'fs.capillary.eu'

/** All that changes while the sandbox runs; both servers look at the same one. */
export type SandboxState = {
  readonly switches: Switches
  readonly requests: SandboxRequest[]
  readonly role: Role
  /** the one-time codes that are out */
  readonly codes: Codes
  /** the photos of each customer to whom somebody gave one, or from whom somebody took one */
  readonly kept: Map<number, readonly Slot[]>
  /** the customers whom somebody has registered */
  readonly registered: Map<number, Customer>
  /** the points that were redeemed, by which reference number of the caller's */
  readonly redemptions: { id: string; userId: number; points: number; reference: string }[]
  /** the customers to whom a validation code was sent */
  readonly validating: Set<number>
  /** the customers for whom a write is under way */
  readonly writing: Set<number>
  apiUrl: string
  photoOrigin: string
  /** ms since the epoch on the vendor's clock */
  readonly now: () => number
  /** the version on file: 1 until the photo is replaced */
  readonly versionOf: (userId: number) => number
  /** how often something has been asked for since the last reset, this time included */
  readonly turn: (what: string) => number
  /** a link to an object, signed now and as the photo's plan says */
  readonly link: (photo: Photo, key: string) => string
  readonly firstKeyOf: (userId: number) => string
  readonly change: (change: Partial<Switches>) => void
  /** back to the switches of a fresh sandbox */
  readonly reset: () => void
}

export function createWorld(clock: () => number): SandboxState {
  const switches = defaultSwitches()
  const turns = new Map<string, number>()
  const world: SandboxState = {
    switches,
    requests: [],
    role: assumeRole(),
    codes: new Map(),
    kept: new Map(),
    registered: new Map(),
    redemptions: [],
    validating: new Set(),
    writing: new Set(),
    apiUrl: '',
    photoOrigin: '',
    now: () => clock() + switches.clockOffset,
    versionOf: (userId) => switches.versions[userId] ?? 1,
    turn: (what) => {
      const turn = (turns.get(what) ?? 0) + 1
      turns.set(what, turn)
      return turn
    },
    link: (photo, key) => link(world, photo, key),
    firstKeyOf: (userId) => firstPhotoKey(userId, world.versionOf(userId)),
    change: (change) => void Object.assign(switches, change),
    reset: () => {
      turns.clear()
      world.codes.clear()
      world.kept.clear()
      world.registered.clear()
      world.redemptions.length = 0
      world.validating.clear()
      Object.assign(switches, defaultSwitches())
    },
  }
  return world
}

function link(world: SandboxState, { link: plan = {}, host }: Photo, key: string): string {
  const { switches } = world
  const url = new URL(`${switches.photosBy || world.photoOrigin}/${BUCKET}/${key}`)
  const late = !plan.onlyEveryOtherTime || world.turn(`link to ${key}`) % 2 === 1
  const signedAt = world.now() - (late ? (plan.signedSecondsAgo ?? 0) * 1000 : 0)
  const sessionSeconds = switches.signingBroken ? 0 : (plan.sessionSeconds ?? switches.tokenLifetime)
  const signed = host?.public
    ? url.href
    : presign({
        url,
        credentials: world.role.startSession(signedAt + sessionSeconds * 1000),
        region: REGION,
        signedAt,
        lifetimeSeconds: plan.lifetimeSeconds ?? switches.linkLifetime,
      })
  return plan.write ? plan.write(signed, world) : signed
}
