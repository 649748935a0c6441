import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { photoMark } from '#gateway/photos/photo-mark.ts'
import type { Tokens, View } from './tokens.ts'

const row = v.pipe(
  v.object({
    action: v.string(),
    at: v.date(),
    facts: v.object({
      photo: v.optional(v.string()),
      field: v.optional(v.string()),
      kind: v.optional(v.string()),
    }),
  }),
  v.transform(({ at, ...rest }) => ({ ...rest, at: at.getTime() })),
)

/** What a session did about a customer, as the audit record has it. */
export type Evidence = {
  /** When the bytes of a photo first went to the session, in epoch milliseconds; `undefined` if they did not. */
  photoSentAt: (identity: string) => number | undefined
  /** The fields that the session has revealed, such as `profiles.identifiers.mobile`. */
  revealed: readonly string[]
  /** The kinds of identifier by which the session has found the customer. */
  foundBy: readonly string[]
}

export type EvidenceOf = (session: string, userId: string) => Promise<Evidence>

/** Longer than any session. */
const day = 86_400_000

/** Reads the evidence from the audit record: it is written before anything is shown, and the browser cannot change it. */
export const evidenceIn =
  ({ query }: Pick<Store, 'query'>, now: () => number): EvidenceOf =>
  async (session, userId) => {
    const rows = v.parse(
      v.array(row),
      await query(
        `select action, at, facts from audit_events where customer_id = $1 and session = $2 and at > $3
          and outcome = 'done' and action in ('photo', 'reveal', 'look_up') order by at`,
        [userId, session, new Date(now() - day)],
      ),
    )
    return {
      photoSentAt: (identity) => rows.find(({ facts }) => facts.photo === photoMark(identity))?.at,
      revealed: rows.flatMap(({ facts }) => facts.field ?? []),
      foundBy: rows.flatMap(({ action, facts }) => (action === 'look_up' ? (facts.kind ?? []) : [])),
    }
  }

/**
 * When the bytes of a photo in a view went to the session, in epoch milliseconds.
 *
 * @throws {ProblemError} `bad_request` if they did not, or if the photo is not in the view
 */
export function sentAt(identity: string, view: View, tokens: Pick<Tokens, 'hasPhoto'>, evidence: Evidence) {
  const at = evidence.photoSentAt(identity)
  if (at === undefined || !tokens.hasPhoto(view, identity))
    throw new ProblemError('bad_request', { path: 'photo' })
  return at
}

/** Whether a field of a customer holds an identifier of this kind, such as `profiles.commChannels.mobile`. */
export const isOfKind = (field: string, kind: string) =>
  field.toLowerCase().endsWith(`.${kind.toLowerCase()}`)
