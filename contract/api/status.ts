import * as v from 'valibot'

const states = <const States extends readonly [string, ...string[]]>(...known: States) => v.picklist(known)

/**
 * What `GET /api/status` answers to anybody, signed in or not: what this gateway's calls have met within the last half minute. A
 * page whose own call has failed can tell from it where the trouble is. It names no host and no organisation.
 */
export const status = v.object({
  /**
   * The gateway's clock, in milliseconds since 1970. At a till whose own clock differs from it, photos seem to expire too early or
   * too late.
   */
  now: v.number(),
  /** The version of Countersign, from its package. */
  version: v.string(),
  /** The store of the sessions. It is checked by this call. */
  store: states('up', 'down'),
  /** `unknown`: the vendor was not called lately. This call does not ask it. */
  vendor: states('up', 'busy', 'down', 'unknown'),
  /** The gateway calls the vendor no more for a while, because too many of its calls have failed. */
  isVendorCutOff: v.boolean(),
  photoHost: states('up', 'down', 'unknown'),
})

export type Status = v.InferOutput<typeof status>
