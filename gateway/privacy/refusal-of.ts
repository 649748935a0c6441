import type { ProblemCode } from '#contract/api/problem.ts'
import type { Role } from './field-rules.ts'

/** Why the policy does not let a role do something: only managers may, or nobody may. `undefined` if it does. */
export function refusalOf(roles: readonly Role[], role: Role): ProblemCode | undefined {
  if (roles.includes(role)) return undefined
  return roles.includes('manager') ? 'managers_only' : 'not_permitted'
}
