import { readPolicyFile } from '#gateway/privacy/policy-file.ts'
import { defaultPolicy, type Policy } from '#gateway/privacy/policy.ts'
import type { Environment } from './values.ts'

export type Policing = { policy: { file?: string; policy: Policy }; managerTills?: string[] }

/**
 * What is shown to whom: the file that `POLICY` names, and the tills of `MANAGER_TILLS`, in lower case, whose password only managers
 * know.
 *
 * @returns the mistakes, where there are any
 */
export function readPolicing({ POLICY, MANAGER_TILLS }: Environment): Policing | string[] {
  const managerTills = MANAGER_TILLS?.trim().toLowerCase().split(/\s+/)
  const tills = managerTills === undefined ? {} : { managerTills }
  const file = POLICY?.trim()
  if (file === undefined) return { policy: { policy: defaultPolicy }, ...tills }
  const policy = readPolicyFile(file)
  return Array.isArray(policy) ? policy : { policy: { file, policy }, ...tills }
}
