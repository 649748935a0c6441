import { watchTimings } from '#src/field-timings.ts'

/* One chunk, fetched once a customer is on screen. */
export { DecisionBar } from './DecisionBar.tsx'
export { Stale } from './Stale.tsx'
export { Standing } from './Standing.tsx'

// What was painted before is told too: the browser has kept it.
watchTimings()
