import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { tillSpeed, type TillSpeed, type Timing } from '#contract/timings.ts'
import { timingsCall } from '#src/paths.ts'
import { ApiFailure } from './failure.ts'
import { ask, readJson } from './request.ts'

/** How fast look-ups have been at this till. */
export const tillSpeedQuery = () =>
  queryOptions<TillSpeed>({
    queryKey: ['till speed'],
    queryFn: async ({ signal }) => {
      const reading = v.safeParse(tillSpeed, await readJson(await ask(timingsCall, signal)))
      if (!reading.success) throw new ApiFailure('unreadable_answer')
      return reading.output
    },
    gcTime: 0,
  })

/** By a beacon: it leaves when there is nothing better to do, and nobody waits for an answer. */
export const tellTiming = (timing: Timing) =>
  navigator.sendBeacon(timingsCall, new Blob([JSON.stringify(timing)], { type: 'application/json' }))
