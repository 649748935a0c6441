import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import * as v from 'valibot'
import { storeRules } from '#contract/store/store-rules.ts'
import type { Finding } from '#contract/api/support-code.ts'
import { shopQuery } from '#src/api/shop.ts'
import type { Key } from '#src/pages/look-up/scanner/key-kinds.ts'
import type { ScanFault } from '#src/pages/look-up/scanner/listen.ts'
import { judgeKey } from './keyboard.ts'
import { judgeScan, listenToKeys, type ScannerFinding } from './scanner.ts'

/** What the latest scan and the latest letter showed about scanner and keyboard. */
export function useKeys() {
  const { data: shop } = useQuery(shopQuery())
  const [scanner, setScanner] = useState<ScannerFinding>()
  const [fault, setFault] = useState<ScanFault>()
  const [keyboard, setKeyboard] = useState<Finding<'keyboard'>>('not tried')
  const hearScan = useEffectEvent((keys: Key[]) => {
    const rules = v.safeParse(storeRules, shop?.storeRules)
    setFault(undefined)
    setScanner(judgeScan(keys, rules.success ? { ...rules.output.scanner } : {}))
  })
  const hearKey = useEffectEvent((key: KeyboardEvent) => setKeyboard(judgeKey(key) ?? keyboard))
  // External: the keyboard, which includes scanners.
  useEffect(
    () =>
      listenToKeys(window, {
        onScan: (keys) => hearScan(keys),
        onFault: setFault,
        onKey: (key) => hearKey(key),
      }),
    [],
  )
  const forget = () => {
    setScanner(undefined)
    setFault(undefined)
    setKeyboard('not tried')
  }
  return { scanner, fault, keyboard, forget }
}
