import * as v from 'valibot'

const states = <const States extends readonly [string, ...string[]]>(...known: States) => v.picklist(known)

/**
 * What `GET /api/status` answers to anybody, signed in or not: what this gateway's calls have met within the last half minute, so
 * that a page whose own call has failed can tell whose trouble it is. It names no host and no organisation.
 */
export const status = v.object({
  /** The gateway's clock, in milliseconds since 1970: a till whose own is off by more sees photos run out early or late. */
  now: v.number(),
  /** Of Countersign, as its package has it. */
  version: v.string(),
  /** Where sessions are kept; asked when this is. */
  store: states('up', 'down'),
  /** `unknown`: nobody has asked it lately, and this call does not. */
  vendor: states('up', 'busy', 'down', 'unknown'),
  photoHost: states('up', 'down', 'unknown'),
})

export type Status = v.InferOutput<typeof status>
