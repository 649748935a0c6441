import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SessionLimits } from '#gateway/config/config.ts'
import type { Access } from '#gateway/config/vendor.ts'
import type { LivePolicy } from '#gateway/privacy/live-policy.ts'
import type { Store } from '#gateway/db/store.ts'
import { oneTimeCodes } from '#gateway/verification/hand-over/one-time-codes.ts'
import { sweepEvery } from '#gateway/db/sweep.ts'
import type { Connection } from '#gateway/capillary/connection.ts'
import { detectRepetition } from '#gateway/capillary/repeat-detector.ts'
import { authenticate, type NoteToken } from '#gateway/capillary/credentials.ts'
import { callers, type CallerOf } from './caller.ts'
import { colleaguePins, type ColleaguePins } from './colleague-pins.ts'
import { openIdentityProvider } from './identity-provider.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { comesFromProvider } from './oidc-routes.ts'
import { sessionRoutes, type Entrance } from './session-routes.ts'
import { colleagueProof } from './prove-colleague.ts'
import { openSessions } from './sessions.ts'
import { openForTillSystem } from './till-system.ts'
import { throttleSignIns } from './throttle.ts'
import { signInAtTill, type SignInAtTill } from './till-sign-in.ts'
import { beginWithoutSignIn, type BeginUnasked } from './without-sign-in.ts'

export type SessionSetting = {
  vendor: { url: string; access: Access }
  /** An open store. The function that opened it also closes it, because several gateways may share one. */
  store: Store
  sessionKeys: SessionKeys
  sessionLimits: SessionLimits
  /** Till codes in lower case, of tills whose password only managers know. */
  managerTills?: readonly string[]
  /** Values that fill in the sign-in form; only in the sandbox. */
  demo?: { till: string; password: string }
  /** The clock by which sessions end, in epoch milliseconds. */
  now?: () => number
}

type Door = {
  callerOf: CallerOf
  greet: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  comesFromProvider: (request: FastifyRequest, reply: FastifyReply) => boolean
  signInAtTill: SignInAtTill | undefined
  pins: ColleaguePins
}

const sweepPause = 60_000

/**
 * Wires everything that decides who may ask: the session routes, and the caller of every other route.
 *
 * @returns `greet`, to be called when a browser opens a page: the session cookie then comes with the page, so that parallel calls
 *   share one session
 */
export function openAuth(
  app: FastifyInstance,
  connection: Connection,
  setting: SessionSetting & { livePolicy: LivePolicy; noteToken?: NoteToken | undefined },
): Door {
  const { store, sessionKeys: keys, sessionLimits: limits, demo, managerTills = [], now = Date.now } = setting
  const { access } = setting.vendor
  const { signIn } = access
  const sessions = openSessions({ store, keys, limits, signIn, now })
  const throttle = throttleSignIns(store, keys, now)
  const entrance = entranceFor(access, {
    beginUnasked: beginWithoutSignIn(sessions),
    signInAtTill: signInAtTill(connection, throttle, managerTills),
    now,
  })
  const facts = { signIn, limits, ...(demo ? { demo } : {}) }
  const signInHere = entrance.signIn === 'till' ? entrance.signInAtTill : undefined
  const pins = colleaguePins(store, keys, now, limits.longest * 1000)
  const proveColleague = colleagueProof(pins, signInHere)
  const codes = oneTimeCodes(store, keys, now)
  const openByCode = openForTillSystem({ sessions, codes, policy: setting.livePolicy })
  sessionRoutes(app, { sessions, entrance, facts, proveColleague, openByCode, keys, now })

  sweepEvery(app, sweepPause, () => Promise.all([sessions.sweep(), throttle.sweep(), pins.sweep()]))

  const common =
    access.signIn === 'till' ? undefined : authenticate(access.credentials, connection, setting.noteToken)
  const again = detectRepetition(app)
  return {
    callerOf: callers({ sessions, connection, policy: setting.livePolicy, common, again }),
    signInAtTill: signInHere,
    pins,
    comesFromProvider: (request, reply) => entrance.signIn === 'oidc' && comesFromProvider(request, reply),
    greet: async (request, reply) =>
      // A page opened under another host name still loads; its calls then tell it that it is not served.
      entrance.signIn === 'none' ? entrance.beginUnasked(request, reply).catch(() => undefined) : undefined,
  }
}

function entranceFor(
  access: Access,
  ways: { beginUnasked: BeginUnasked; signInAtTill: SignInAtTill; now: () => number },
): Entrance {
  switch (access.signIn) {
    case 'none':
      return { signIn: 'none', beginUnasked: ways.beginUnasked }
    case 'oidc':
      return { signIn: 'oidc', provider: openIdentityProvider(access.provider, ways.now) }
    case 'till':
      return { signIn: 'till', signInAtTill: ways.signInAtTill }
  }
}
