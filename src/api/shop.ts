import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { shop, type Shop } from '#contract/shop.ts'
import { shopCall } from '#src/paths.ts'
import { ApiFailure } from './failure.ts'
import { ask, readJson } from './request.ts'

export const shopQuery = () =>
  queryOptions({
    queryKey: ['shop'],
    queryFn: async ({ signal }): Promise<Shop> => {
      const reading = v.safeParse(shop, await readJson(await ask(shopCall, signal)))
      if (!reading.success) throw new ApiFailure('unreadable_answer')
      return reading.output
    },
    staleTime: Infinity,
    gcTime: Infinity,
  })
