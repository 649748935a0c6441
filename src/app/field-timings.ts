import { tellTiming } from '#src/api/timings.ts'

/** The mark that an Enter leaves: `Counter.tsx`. */
const enter = 'enter'

/** Milliseconds after which a painted face has nothing to do with the Enter before it. */
const longest = 60_000

/** Chromium's own, of elements with `elementtiming`: https://wicg.github.io/element-timing/ */
type Painted = PerformanceEntry & { identifier: string; renderTime: number }

const isPainted = (entry: PerformanceEntry): entry is Painted =>
  'identifier' in entry && 'renderTime' in entry && typeof entry.renderTime === 'number'

/**
 * Tells the gateway how long look-ups take here, from the Enter to the frame with the name and the frame with the photo. Where the browser
 * can't tell, nothing is told. Of a look-up no more than two figures leave.
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
    // A photo that does not come within this time has failed, or there is none.
    clearTimeout(timer)
    timer = setTimeout(flush, 10_000)
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().toSorted((one, other) => orderOf(one) - orderOf(other)))
      if (isPainted(entry)) note(entry)
  }).observe({ type: 'element', buffered: true })
}

const orderOf = (entry: PerformanceEntry) => (isPainted(entry) ? entry.renderTime : 0)
