import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { viewHeader } from '#contract/api/headers.ts'
import {
  longestUpload,
  photoFacts,
  photoFactsHeader,
  type PhotoFacts,
  type PhotoSaved,
} from '#contract/api/photo-upload.ts'
import type { AuditEvent } from '#gateway/audit/audit-event.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import type { Tokens } from '#gateway/verification/tokens.ts'
import type { VerificationTable } from '#gateway/verification/verification-table.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Store } from '#gateway/db/store.ts'
import { removePhoto, savePhoto } from './change-photos.ts'
import { judgeUpload } from './judge-upload.ts'
import { oneAtATime } from '#gateway/resilience/one-at-a-time.ts'
import { phoneRoutes } from './phone-routes.ts'
import { requirePhotoRight, type PhotoAct } from './photo-rights.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  tokens: Tokens
  table: VerificationTable
  store: Store
  keys: SessionKeys
  now: () => number
}

/** Milliseconds. A change takes several calls, of which some may have to wait. */
const patience = 25_000

/**
 * `POST /api/customers/{userId}/photo` with a JPEG saves a photo of the customer, and `DELETE …/photo/{identity}` removes one. Nothing
 * is sent before the customer's agreement is on the record.
 */
export function takingRoutes(app: FastifyInstance, parts: Parts) {
  const { callerOf, guard, tokens, table, now } = parts
  const inTurn = oneAtATime()
  app.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  /** The caller, if the customer is on their screen and the policy lets them do this. */
  const mayChange = async (request: FastifyRequest, userId: string, act: PhotoAct) => {
    const caller = await callerOf(request, patience)
    const view = tokens.readView(String(request.headers[viewHeader] ?? ''), caller, userId)
    await guard.enter(caller, request)
    await requirePhotoRight(act, caller, userId, { table, now }).catch(async (fault: unknown) => {
      if (fault instanceof ProblemError)
        await caller.record({ action: 'refused', outcome: fault.code, customerId: userId, facts: { act } })
      throw fault
    })
    return { caller, view }
  }

  app.post<{ Params: { userId: string } }>(
    '/api/customers/:userId/photo',
    {
      bodyLimit: longestUpload,
      config: { takes: 'image/jpeg' },
      // Checked before the picture is read, and again after it.
      onRequest: async (request) => void (await callerOf(request)),
      errorHandler: (error) => {
        throw error.statusCode === 413 ? new ProblemError('upload_too_large') : error
      },
    },
    async (request, reply) => {
      const { userId } = request.params
      const facts = readBody(photoFacts, factsIn(request.headers[photoFactsHeader]))
      const { replaces } = facts
      const { caller, view } = await mayChange(request, userId, replaces === undefined ? 'take' : 'replace')
      if (replaces !== undefined && !tokens.hasPhoto(view, replaces)) throw new ProblemError('photo_changed')
      if (facts.source === 'phone' && !caller.policy.photo.phone) throw new ProblemError('not_permitted')
      const jpeg = judgeUpload(v.parse(v.instance(Buffer), request.body))
      await caller.record(agreementOf(facts, caller, userId))
      const told = { source: facts.source, doubts: facts.doubts, ...(replaces ? { replaces } : {}) }
      const answer: PhotoSaved = await recorded(
        caller,
        { action: 'photo_save', customerId: userId, facts: told },
        () => inTurn(userId, () => savePhoto(caller.vendor, { userId, jpeg, replaces })),
        (saved) => ({ facts: { ...told, photo: saved.identity, former: saved.former } }),
      )
      return reply.send(answer)
    },
  )

  phoneRoutes(app, { ...parts, mayChange })

  app.delete<{ Params: { userId: string; identity: string } }>(
    '/api/customers/:userId/photo/:identity',
    async (request, reply) => {
      const { userId, identity } = request.params
      const { caller, view } = await mayChange(request, userId, 'remove')
      if (!tokens.hasPhoto(view, identity)) throw new ProblemError('photo_changed')
      const facts = { photo: identity }
      await recorded(caller, { action: 'photo_remove', customerId: userId, facts }, () =>
        inTurn(userId, () => removePhoto(caller.vendor, userId, identity)),
      )
      await caller.record({
        action: 'photo_consent',
        outcome: 'done',
        customerId: userId,
        facts: { ...facts, consent: 'ended' },
      })
      return reply.code(204).send()
    },
  )
}

function agreementOf({ consent }: PhotoFacts, { policy }: Caller, userId: string): AuditEvent {
  const { usedFor, keepMonths } = policy.photo
  const facts = { consent: 'given', ...consent, usedFor, keepMonths }
  return { action: 'photo_consent', outcome: 'done', customerId: userId, facts }
}

function factsIn(header: string | string[] | undefined): unknown {
  try {
    return JSON.parse(decodeURIComponent(String(header)))
  } catch {
    return undefined
  }
}
