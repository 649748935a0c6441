import { queryOptions } from '@tanstack/react-query'
import { status } from '#contract/api/status.ts'
import { statusCall } from './addresses.ts'
import { askFor } from './request.ts'

/** The number of requests: the first one has to open a connection, and the fastest one gives the most exact time. */
const asked = 3

/**
 * The gateway's status, the time of a round trip, and by how much the till's clock is ahead of the gateway's, both in milliseconds.
 * The clocks are compared at the middle of the fastest round trip, so the difference is exact to within half of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5905#section-8
 */
export const gatewayCheckQuery = (run: number) =>
  queryOptions({
    queryKey: ['self-test', run, 'gateway'],
    queryFn: async ({ signal }) => {
      const answers = []
      for (let time = 0; time < asked; time += 1) answers.push(await measure(signal))
      return answers.reduce((best, next) => (next.roundTrip < best.roundTrip ? next : best))
    },
    staleTime: Infinity,
  })

async function measure(signal: AbortSignal) {
  const wall = Date.now()
  const began = performance.now()
  const answer = await askFor(status, statusCall, signal)
  const roundTrip = performance.now() - began
  return { status: answer, roundTrip, clockOff: wall + roundTrip / 2 - answer.now }
}
