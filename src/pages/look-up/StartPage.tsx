import { useQuery } from '@tanstack/react-query'
import { shopQuery } from '#src/api/shop.ts'
import { TryThese } from './TryThese.tsx'

/** Shows only the search box and, in the sandbox, customers worth trying. */
export function StartPage() {
  const { data } = useQuery(shopQuery())
  if (data === undefined || data.tryThese.length === 0) return null
  return <TryThese people={data.tryThese} />
}
