import type { PhotoPermissions } from '#contract/api/photo-upload.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { refusalOf } from '#gateway/privacy/refusal-of.ts'
import type { PhotoRule } from '#gateway/privacy/policy.ts'
import type { VerificationTable } from '#gateway/verification/verification-table.ts'

export type PhotoAct = 'take' | 'replace' | 'remove'

/** Milliseconds for which a decision counts as a verification: as long as the proofs behind it. */
const verifiedFor = 900_000

/** What the browser is told of the policy. */
export function photoPermissionsOf({ policy, view }: Pick<Caller, 'policy' | 'view'>): PhotoPermissions {
  const { take, replace, remove, ...told } = policy.photo
  const ruleOf = ({ roles, purposes, verifiedFirst }: PhotoRule) => ({
    isAllowed: roles.includes(view.role),
    purposes,
    verifiedFirst,
  })
  return { take: ruleOf(take), replace: ruleOf(replace), remove: ruleOf(remove), ...told }
}

/**
 * Checks that the policy lets the caller change the photos of a customer.
 *
 * @throws {ProblemError} `managers_only`, `not_permitted` if nobody may, or `verify_first`
 */
export async function requirePhotoRight(
  act: PhotoAct,
  caller: Caller,
  userId: string,
  { table, now }: { table: Pick<VerificationTable, 'latest'>; now: () => number },
): Promise<void> {
  const { roles, purposes, verifiedFirst } = caller.policy.photo[act]
  const refusal = refusalOf(roles, caller.view.role)
  if (refusal !== undefined) throw new ProblemError(refusal)
  if (!verifiedFirst) return
  const latest = await table.latest(caller.who.session, userId, now() - verifiedFor)
  const isVerified = latest?.result === 'same' && (purposes.length === 0 || purposes.includes(latest.purpose))
  if (!isVerified) throw new ProblemError('verify_first')
}
