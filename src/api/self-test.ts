import { queryOptions } from '@tanstack/react-query'
import { status } from '#contract/api/status.ts'
import { gatewayStatusCall } from './addresses.ts'
import { askFor } from './request.ts'

/** So many times: the first has to open a connection, and the fastest knows the time best. */
const asked = 3

/**
 * What the gateway says of itself, how long an answer takes, and by how much the till's clock is ahead of the gateway's, both in
 * milliseconds. The clocks are compared at the middle of the fastest round trip, and are right to within half of it.
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
  const answer = await askFor(status, gatewayStatusCall, signal)
  const roundTrip = performance.now() - began
  return { status: answer, roundTrip, clockOff: wall + roundTrip / 2 - answer.now }
}
