import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Customer } from '#contract/customer/customer.ts'
import type { Factor, Purpose } from '#contract/api/verification.ts'
import { colleaguesQuery, purposesQuery } from '#src/api/verification.ts'
import { whenIdle } from '#src/app/when-idle.ts'
import { obstacleTo } from './ways.ts'

/** Why each way cannot be opened, and a function that looks again, because a colleague may have chosen a PIN since. */
export function useObstacles(customer: Customer, { factors }: Purpose, hasPicture: boolean) {
  const client = useQueryClient()
  const { data: rules } = useQuery(purposesQuery())
  const { data: colleagues, refetch } = useQuery({ ...colleaguesQuery(), enabled: false })
  const asksColleagues = factors.includes('second-opinion')
  // External: the network. It is known before anybody opens the way, and the request delays nothing.
  useEffect(() => {
    if (asksColleagues) whenIdle(() => void client.prefetchQuery(colleaguesQuery()), 1000, 5000)
  }, [asksColleagues, client])
  const known = { customer, hasPicture, colleagues, manager: rules?.manager }
  return {
    obstacleTo: (method: Factor) => obstacleTo(method, known),
    lookAgain: (method: Factor) => {
      if (method === 'second-opinion') void refetch()
    },
  }
}
