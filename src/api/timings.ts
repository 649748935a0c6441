import { queryOptions } from '@tanstack/react-query'
import { tillSpeed, type TillSpeed, type Timing } from '#contract/api/timings.ts'
import { timingsCall } from './addresses.ts'
import { askFor } from './request.ts'

/** How fast look-ups have been at this till. */
export const tillSpeedQuery = () =>
  queryOptions<TillSpeed>({
    queryKey: ['till speed'],
    queryFn: ({ signal }) => askFor(tillSpeed, timingsCall, signal),
    gcTime: 0,
  })

/** Sends a timing as a beacon: with low priority, and nobody waits for an answer. */
export const tellTiming = (timing: Timing) =>
  navigator.sendBeacon(timingsCall, new Blob([JSON.stringify(timing)], { type: 'application/json' }))
