import type { FastifyInstance } from 'fastify'
import type { Pos } from '#gateway/config/config.ts'
import { oneTimeCodes } from './hand-over/one-time-codes.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { SignInAtTill } from '#gateway/auth/till-sign-in.ts'
import type { Store } from '#gateway/db/store.ts'
import { sweepEvery } from '#gateway/db/sweep.ts'
import { requireKey } from './api-keys.ts'
import { codeRoutes } from './code-routes.ts'
import type { ColleaguePins } from '#gateway/auth/colleague-pins.ts'
import { evidenceIn } from './evidence.ts'
import { decisionRoutes, undoMilliseconds } from './decision-routes.ts'
import { managerRoute } from './manager-route.ts'
import { opinionRoutes } from './opinion-routes.ts'
import { receiptRoute } from './receipt-route.ts'
import { accountStatusRoute } from './status-route.ts'
import { verificationTokens } from './tokens.ts'
import { verificationTable } from './verification-table.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  signInAtTill: SignInAtTill | undefined
  hasManagerTills: boolean
  store: Store
  keys: SessionKeys
  now: () => number
  pos: Pos
  enrolFields: readonly string[]
  pins: ColleaguePins
}

const minuteInMilliseconds = 60_000
const dayInMilliseconds = 86_400_000
const sweepPause = 3_600_000

/** Wires everything between a customer on screen and a recorded decision. */
export function openVerification(app: FastifyInstance, parts: Parts) {
  const { store, keys, now, pos } = parts
  const tokens = verificationTokens(keys, now)
  const table = verificationTable(store, undoMilliseconds)
  const codes = oneTimeCodes(store, keys, now)
  const evidenceOf = evidenceIn(store, now)
  const withKey = requireKey(store, pos.apiKeys)
  decisionRoutes(app, { ...parts, tokens, table, evidenceOf })
  accountStatusRoute(app, { ...parts, tokens })
  codeRoutes(app, { ...parts, tokens })
  managerRoute(app, { ...parts, tokens })
  opinionRoutes(app, { ...parts, tokens, evidenceOf })
  const validFor = pos.receiptMinutes * minuteInMilliseconds
  const keepFor = pos.keepDays * dayInMilliseconds
  receiptRoute(app, { withKey, table, now, validFor })

  // Decisions are deleted after the configured days; the events of the audit record stay.
  const sweep = sweepEvery(app, sweepPause, () => Promise.all([table.sweep(now() - keepFor), codes.sweep()]))
  app.addHook('onReady', async () => void (await sweep()))
  return { tokens, table, withKey, codes, evidenceOf, validFor, keepFor }
}
