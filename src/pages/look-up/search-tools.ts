import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { storeRules } from '#contract/store/store-rules.ts'
import { watchConnectivity } from '#src/api/connectivity.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { shopQuery } from '#src/api/shop.ts'
import { loadFonts } from '#src/app/fonts/load.ts'
import { speakNames } from '#src/app/keep-focus.ts'
import { loadPhoneReader } from '#src/app/phone-numbers/load-phone-reader.ts'
import { recentCustomers } from '#src/app/recent-customers.ts'
import { whenIdle } from '#src/app/when-idle.ts'
import { speaking } from '#src/messages/words.ts'
import { listenForScans, type ScanListeners } from './scanner/listen.ts'
import { bothCases } from './both-cases.ts'
import { keyboardFor } from './understanding/keyboard.ts'
import { understand, type Source } from './understanding/understand.ts'

export type SearchTools = Awaited<ReturnType<typeof createSearchTools>>

/**
 * What the search box needs to understand typed and scanned text in this store. It is loaded when the page is idle; most of it are
 * the mobile numbering plans of all countries.
 */
export const searchToolsQuery = () =>
  queryOptions({
    queryKey: ['search tools'],
    queryFn: async ({ client }): Promise<SearchTools> => {
      await new Promise<void>((resolve) => whenIdle(resolve, 100, 500))
      return createSearchTools(client)
    },
    retry: true,
    retryDelay: 3000,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  })

/** @throws {ApiFailure} `unreadable_answer` if the store's rules are invalid */
async function createSearchTools(client: QueryClient) {
  const { storeRules: written, local } = await client.ensureQueryData(shopQuery())
  const reading = v.safeParse(storeRules, written)
  if (!reading.success) throw new ApiFailure('unreadable_answer')
  const rules = reading.output
  const phone = await loadPhoneReader(rules.country)
  speakNames(local.namesUnspoken !== true)
  loadFonts(speaking().language)
  watchConnectivity(client)
  return {
    understand: (text: string) => understand(text, rules, phone),
    /** As `understand`, for the moment in which it is asked: card numbers and external ids also with their letters turned round. */
    understandToAsk: (text: string, source: Source) =>
      bothCases(text, (each) => understand(each, rules, phone, source)),
    writePhone: phone.write,
    listen: (listeners: ScanListeners) =>
      listenForScans(window, { ...rules.scanner, since: performance.now() }, listeners),
    keyboard: keyboardFor(rules),
    recent: recentCustomers(client),
  }
}
