import type { Query, QueryClient } from '@tanstack/react-query'
import { customerQuery } from '#src/api/customers.ts'
import { sessionQuery } from '#src/api/session.ts'

export type RecentCustomer = { userId: string; name: string | undefined }

const most = 5

export type RecentCustomers = ReturnType<typeof recentCustomers>

/** The last five customers that were on screen, the latest first; in memory only, so that a reload forgets them, as a lock does. */
export function recentCustomers(client: QueryClient) {
  let recent: RecentCustomer[] = []
  const cache = client.getQueryCache()
  const see = ({ queryKey: [kind, userId, part] }: Pick<Query, 'queryKey'>) => {
    if (kind !== 'customers' || part !== undefined) return
    const data = client.getQueryData(customerQuery(String(userId)).queryKey)
    if (data !== undefined) remember({ userId: data.customer.id, name: data.customer.name })
  }
  const remember = (seen: RecentCustomer) => {
    if (recent[0]?.userId === seen.userId && recent[0].name === seen.name) return
    recent = [seen, ...recent.filter(({ userId }) => userId !== seen.userId)].slice(0, most)
  }
  cache.getAll().forEach(see)
  cache.subscribe(({ type, query }) => {
    if (type === 'updated') see(query)
    const { state = 'open' } = client.getQueryData(sessionQuery().queryKey) ?? {}
    if (state !== 'open') recent = []
  })
  return { list: () => recent }
}
