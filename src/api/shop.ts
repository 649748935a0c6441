import { queryOptions } from '@tanstack/react-query'
import { shop, type Shop } from '#contract/api/shop.ts'
import { shopCall } from './addresses.ts'
import { askFor } from './request.ts'

export const shopQuery = () =>
  queryOptions({
    queryKey: ['shop'],
    queryFn: ({ signal }): Promise<Shop> => askFor(shop, shopCall, signal),
    staleTime: Infinity,
    gcTime: Infinity,
  })
