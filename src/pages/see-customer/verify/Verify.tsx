import { watchTimings } from '#src/app/field-timings.ts'

/* One chunk, fetched once a customer is on screen. */
export { DecisionBar } from './DecisionBar.tsx'
export { Stale } from './StaleData.tsx'
export { Standing } from './AccountStatus.tsx'

// What was painted before is told too: the browser has kept it.
watchTimings()
