import { queryOptions } from '@tanstack/react-query'
import { worth, type Worth } from '#contract/api/worth.ts'
import { worthCall } from './addresses.ts'
import { viewHeaders } from './customers.ts'
import { isWorthRetrying, retryDelay } from './failure.ts'
import { askFor } from './request.ts'

/** What is worth knowing about the customer on screen. It is kept only as long as the customer. */
export const worthQuery = (userId: string) =>
  queryOptions<Worth>({
    queryKey: ['customers', userId, 'worth'],
    queryFn: ({ client, signal }) =>
      askFor(worth, worthCall(userId), signal, { headers: viewHeaders(client, userId) }),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: 0,
  })
