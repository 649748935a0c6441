import { tellTiming } from '#src/api/timings.ts'

/** The performance mark of an Enter: `AppFrame.tsx`. */
const enter = 'enter'

/** Milliseconds after which a painted face no longer belongs to the last Enter. */
const longest = 60_000

/** A Chromium entry for elements with `elementtiming`: https://wicg.github.io/element-timing/ */
type Painted = PerformanceEntry & { identifier: string; renderTime: number }

const isPainted = (entry: PerformanceEntry): entry is Painted =>
  'identifier' in entry && 'renderTime' in entry && typeof entry.renderTime === 'number'

/**
 * Reports to the gateway how long look-ups take at this till, from Enter to the frame with the name and to the frame with the
 * photo. A browser that cannot measure this reports nothing. Only these two figures are sent.
 */
export function watchTimings(tell = tellTiming) {
  if (!PerformanceObserver.supportedEntryTypes.includes('element')) return
  let name: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (photo?: number) => {
    clearTimeout(timer)
    if (name !== undefined) tell({ name, ...(photo === undefined ? {} : { photo }) })
    name = undefined
    performance.clearMarks(enter)
  }
  const note = ({ identifier, renderTime }: Painted) => {
    const since = performance.getEntriesByName(enter).at(-1)?.startTime
    if (since === undefined || renderTime < since || renderTime - since > longest) return
    const took = Math.round(renderTime - since)
    if (identifier === 'photo') return flush(took)
    name ??= took
    // A photo that takes longer than this has failed, or there is none.
    clearTimeout(timer)
    timer = setTimeout(flush, 10_000)
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().toSorted((one, other) => orderOf(one) - orderOf(other)))
      if (isPainted(entry)) note(entry)
  }).observe({ type: 'element', buffered: true })
}

const orderOf = (entry: PerformanceEntry) => (isPainted(entry) ? entry.renderTime : 0)
