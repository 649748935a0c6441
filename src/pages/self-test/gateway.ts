import type { Finding } from '#contract/api/support-code.ts'
import type { Status } from '#contract/api/status.ts'
import { judgeClock } from './clock.ts'

/** See `gatewayCheckQuery`. */
export type GatewayAnswer = { status: Status; roundTrip: number; clockOff: number }

/** Milliseconds from which a person at the counter notices the delay. */
const slow = 1000

export type GatewayFindings = {
  [Of in 'gateway' | 'clock' | 'store' | 'vendor' | 'photoHost' | 'versions']: Finding<Of>
}

/** @param version the version of this page */
export function judgeAnswer(
  { status, roundTrip, clockOff }: GatewayAnswer,
  version: string,
): GatewayFindings {
  return {
    gateway: roundTrip < slow ? 'fine' : 'slow',
    clock: judgeClock(clockOff, roundTrip),
    store: status.store,
    vendor: status.vendor,
    photoHost: status.photoHost,
    versions: status.version === version ? 'same' : 'different',
  }
}

/** Without an answer from the gateway, nothing else is known. */
export function judgeSilence(isOffline: boolean): GatewayFindings {
  return {
    gateway: isOffline ? 'offline' : 'unreachable',
    clock: 'not asked',
    store: 'not asked',
    vendor: 'not asked',
    photoHost: 'not asked',
    versions: 'not asked',
  }
}
