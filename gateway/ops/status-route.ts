import type { FastifyInstance } from 'fastify'
import type { Status } from '#contract/api/status.ts'
import { version } from '../../package.json'
import { answers } from './health-routes.ts'
import type { Store } from '#gateway/db/store.ts'

type Parts = {
  store: Store
  vendor: () => Status['vendor']
  isVendorCutOff: () => boolean
  photoHost: () => Status['photoHost']
  now: () => number
}

/** Milliseconds for which the store's answer is reused: anybody may call this route, as often as they like. */
const storeKept = 1_000

/** `GET /api/status`: the state of this gateway and of its upstreams. It makes no call to the upstreams. */
export function statusRoute(app: FastifyInstance, { store, vendor, isVendorCutOff, photoHost, now }: Parts) {
  let asked: { answer: Promise<boolean>; at: number } | undefined
  app.get('/api/status', async (_request, reply) => {
    if (asked === undefined || performance.now() - asked.at >= storeKept)
      asked = { answer: answers(store), at: performance.now() }
    const answer: Status = {
      now: now(),
      version,
      store: (await asked.answer) ? 'up' : 'down',
      vendor: vendor(),
      isVendorCutOff: isVendorCutOff(),
      photoHost: photoHost(),
    }
    return reply.send(answer)
  })
}
