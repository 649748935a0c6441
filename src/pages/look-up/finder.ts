import type { QueryClient } from '@tanstack/react-query'
import { memo } from 'react'
import * as v from 'valibot'
import { storeRules } from '#contract/store/store-rules.ts'
import { findQuery, keepFound } from '#src/api/find.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { shopQuery } from '#src/api/shop.ts'
import { watchWay } from '#src/api/connectivity.ts'
import { listenForScans, type ScanListeners } from './scanner/listen.ts'
import { loadPhoneReader } from '#src/app/phone-numbers/load-phone-reader.ts'
import { keepFocus, speakNames } from '#src/app/keep-focus.ts'
import { loadFonts } from '#src/app/fonts/load.ts'
import { speaking } from '#src/messages/words.ts'
import { keyboardFor } from './understanding/keyboard.ts'
import { understand } from './understanding/understand.ts'
import { ArrivalNotice } from './ArrivalNotice.tsx'
import { arrivalOf } from './arrival.ts'
import { BoxTools } from './BoxTools.tsx'
import { CounterNotices } from './Notices.tsx'
import { isPlainAtOnce } from './find-words.ts'
import { FindingScreen } from './FindingScreen.tsx'
import { KeysButton } from './KeysButton.tsx'
import { MistakeWords } from './MistakeWords.tsx'
import { recentCustomers } from './recent-customers.ts'
import { hasRows } from './rows.tsx'
import { SandboxNote } from './SandboxNote.tsx'
import { SearchPanel } from './SearchPanel.tsx'

keepFocus()

/**
 * Everything of finding that the first look at the search box does without: it is a third of the app, most of it the numbering
 * plans of the world's mobiles.
 *
 * @param written the store's rules as the gateway sent them
 * @throws {ApiFailure} `unreadable_answer`
 */
export async function createFinder(client: QueryClient, written: unknown) {
  const reading = v.safeParse(storeRules, written)
  if (!reading.success) throw new ApiFailure('unreadable_answer')
  const rules = reading.output
  const phone = await loadPhoneReader(rules.country)
  const { local } = await client.ensureQueryData(shopQuery())
  speakNames(local.namesUnspoken !== true)
  loadFonts(speaking().language)
  watchWay(client)
  return {
    read: (text: string) => understand(text, rules, phone),
    writePhone: phone.write,
    listen: (listeners: ScanListeners) =>
      listenForScans(window, { ...rules.scanner, since: performance.now() }, listeners),
    keyboard: keyboardFor(rules),
    recent: recentCustomers(client),
    findQuery,
    keepFound,
    arrivalOf,
    hasRows,
    isPlainAtOnce,
    BoxTools,
    // What stands in the frame is not drawn again with it.
    CounterNotices: memo(CounterNotices),
    SearchPanel,
    MistakeWords,
    FindingScreen,
    ArrivalNotice,
    KeysButton: memo(KeysButton),
    SandboxNote: memo(SandboxNote),
  }
}

export type Finder = Awaited<ReturnType<typeof createFinder>>
