import { useQuery } from '@tanstack/react-query'
import { accountStatusQuery, purposesQuery } from '#src/api/verification.ts'

/**
 * Whether "same person" is offered for an account of this status, by the policy. Until the status is known it is; the gateway decides
 * in any case.
 */
export function useIsOffered(userId: string) {
  const { data: rules } = useQuery(purposesQuery())
  const { data: account, isError } = useQuery(accountStatusQuery(userId))
  const status = account?.status ?? (isError ? 'unknown' : undefined)
  return rules === undefined || !rules.notOfferedFor.some((each) => each === status)
}
