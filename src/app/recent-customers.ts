import type { Query, QueryClient } from '@tanstack/react-query'
import { customerQuery, isOfCustomer } from '#src/api/customers.ts'
import { sessionQuery } from '#src/api/session.ts'

export type RecentCustomer = { userId: string; name: string | undefined }

const most = 5

export type RecentCustomers = ReturnType<typeof recentCustomers>

let recent: RecentCustomer[] = []

export function forgetRecentCustomers() {
  recent = []
}

/** The last five customers that were on screen, the latest first. In memory only, so that a reload forgets them, as a lock does. */
export function recentCustomers(client: QueryClient) {
  forgetRecentCustomers()
  const cache = client.getQueryCache()
  const see = (query: Pick<Query, 'queryKey'>) => {
    if (!isOfCustomer(query)) return
    const data = client.getQueryData(customerQuery(String(query.queryKey[1])).queryKey)
    if (data !== undefined) remember({ userId: data.customer.id, name: data.customer.name })
  }
  const remember = (seen: RecentCustomer) => {
    if (recent[0]?.userId === seen.userId && recent[0].name === seen.name) return
    recent = [seen, ...recent.filter(({ userId }) => userId !== seen.userId)].slice(0, most)
  }
  cache.getAll().forEach(see)
  cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') see(event.query)
    const { state = 'open' } = client.getQueryData(sessionQuery().queryKey) ?? {}
    if (state !== 'open') forgetRecentCustomers()
  })
  return { list: () => recent }
}
