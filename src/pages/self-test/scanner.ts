import type { Finding } from '#contract/api/support-code.ts'
import { createBurstReader, type BurstOptions } from '#src/pages/look-up/scanner/burst.ts'
import type { Key } from '#src/pages/look-up/scanner/key-kinds.ts'
import type { Scan } from '#src/pages/look-up/scanner/layout.ts'
import { listenForScans, type Page, type ScanFault } from '#src/pages/look-up/scanner/listen.ts'

/** What a scan shows about the scanner. Of the code itself only its length and kind are kept, because it may be a customer's. */
export type ScannerFinding = {
  finding: Finding<'scanner'>
  length: number
  kind: 'digits' | 'mixed' | 'signs'
  /** Milliseconds from key to key, as the median. */
  gap: number
  ending: 'Enter' | 'Tab' | 'none'
}

/** Milliseconds of silence after which a scan is over, however slow the scanner. */
const silence = 250

/** Recognises anything that types faster than a hand can, so that the test can say what is wrong with it. */
const anyScanner: BurstOptions = { gap: 100, stumble: 200, leastLength: 3, silence, sameWithin: -1 }

/** Judges a burst by what must change before the store's own search box recognises it. */
export function judgeScan(keys: readonly Key[], rules: BurstOptions): ScannerFinding {
  const heard = hear(keys, anyScanner)?.text ?? ''
  const gaps = keys.slice(1).map(({ timeStamp }, at) => timeStamp - (keys[at]?.timeStamp ?? 0))
  const last = keys.at(-1)?.key
  return {
    finding: findingOf(keys, rules, heard.length),
    length: Array.from(heard).length,
    kind: /^\d*$/.test(heard) ? 'digits' : /^[\p{L}\d]*$/u.test(heard) ? 'mixed' : 'signs',
    gap: Math.round(gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0),
    ending: last === 'Enter' || last === 'Tab' ? last : 'none',
  }
}

function findingOf(keys: readonly Key[], rules: BurstOptions, length: number): Finding<'scanner'> {
  const scan = hear(keys, rules)
  if (scan !== undefined) return scan.wrongLayout === undefined ? 'fine' : 'other layout'
  if (hear(keys, { ...rules, leastLength: length })?.text.length === length) return 'too short'
  if (hear(keys, { ...rules, prefix: '', suffix: '' })) return 'no frame'
  if (hear(keys, { ...rules, silence })) return 'no ending'
  return 'slow'
}

/** What a search box with these rules would have recognised. */
function hear(keys: readonly Key[], rules: BurstOptions): Scan | undefined {
  const read = createBurstReader<Key>(rules)
  let wait = 0
  for (const [at, key] of keys.entries()) {
    if (wait > 0 && key.timeStamp - (keys[at - 1]?.timeStamp ?? 0) > wait) read()
    const reading = read(key)
    if (reading.scan !== undefined) return reading.scan
    wait = reading.wait
  }
  return wait > 0 ? read().scan : undefined
}

type Listeners = {
  onScan: (keys: Key[]) => void
  /** Called with a scan that the search box would not have taken either. */
  onFault: (fault: ScanFault) => void
  /** Called with a single key, as a person presses it. */
  onKey: (key: KeyboardEvent) => void
}

/**
 * Listens to scanner and keyboard while the self-test is on screen. No key of a scan reaches the page, and the keys are forgotten
 * as soon as they have been judged.
 *
 * @returns a function that stops listening
 */
export function listenToKeys(page: Window & Page, { onScan, onFault, onKey }: Listeners) {
  let keys: KeyboardEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = () => {
    const [key, ...others] = keys.filter(({ key: name }) => !/^(Shift|Control|Alt|CapsLock)/.test(name))
    if (key !== undefined && others.length === 0) onKey(key)
    keys = []
  }
  const note = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.repeat) return
    keys.push(event)
    clearTimeout(timer)
    timer = setTimeout(rest, silence * 2)
  }
  page.addEventListener('keydown', note, true)
  const stop = listenForScans(page, anyScanner, {
    onHeard: () => undefined,
    onScan: () => {
      onScan(keys)
      keys = []
    },
    onFault: (fault) => {
      onFault(fault)
      keys = []
    },
  })
  return () => {
    page.removeEventListener('keydown', note, true)
    clearTimeout(timer)
    stop()
  }
}
