import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { phoneLinkRequest, type PhoneLink } from '#contract/api/phone-photo.ts'
import { longestUpload } from '#contract/api/photo-upload.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { networkOf } from '#gateway/auth/network.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { sweepEvery } from '#gateway/db/sweep.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { judgeUpload } from './judge-upload.ts'
import { phonePhotos, type PhonePhotos } from './phone-photos.ts'
import type { PhotoAct } from './photo-rights.ts'

type Parts = {
  callerOf: CallerOf
  mayChange: (request: FastifyRequest, userId: string, act: PhotoAct) => Promise<{ caller: Caller }>
  store: Store
  keys: SessionKeys
  now: () => number
}

/** Links that a session may ask for, and wrong secrets from one network, within a minute. */
const mostLinks = 6
const mostWrong = 20
const minute = 60

/** Milliseconds between two sweeps. An expired picture cannot be fetched any more in between. */
const sweepPause = 20_000

/**
 * A picture from a phone. `POST /api/customers/{userId}/photo/phone` makes a one-time link for the till's session, `GET …/phone/{id}` gives
 * its picture once, and `DELETE …/phone/{id}` gives it up. The page on the phone has no session: it opens the link and sends one JPEG with
 * the link's secret (`POST /api/phone/open`, `POST /api/phone/photo`), and is told nothing.
 */
export function phoneRoutes(app: FastifyInstance, { callerOf, mayChange, store, keys, now }: Parts) {
  const photos = phonePhotos(store, keys, now)
  const links = counterIn(store, 'phone links')

  app.post<{ Params: { userId: string } }>('/api/customers/:userId/photo/phone', async (request, reply) => {
    const { userId } = request.params
    const { act } = readBody(phoneLinkRequest, request.body)
    const { caller } = await mayChange(request, userId, act)
    const { session, associate } = caller.who
    if (!caller.policy.photo.phone) throw new ProblemError('not_permitted')
    const { count, milliseconds } = await links.add(session, minute)
    if (count > mostLinks)
      throw new ProblemError('slow_down', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
    await caller.record({
      action: 'photo_phone',
      outcome: 'done',
      customerId: userId,
      facts: { phone: 'asked' },
    })
    const { id, secret } = await photos.give({ session, associate, userId })
    const answer: PhoneLink = { id, url: `/phone#${secret}` }
    return reply.send(answer)
  })

  app.get<{ Params: { userId: string; id: string } }>(
    '/api/customers/:userId/photo/phone/:id',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId, id } = request.params
      const caller = await callerOf(request)
      const { session, associate } = caller.who
      const found = isId(id) ? await photos.take(id, { session, associate, userId }) : undefined
      if (found === undefined) throw new ProblemError('code_over')
      if (typeof found === 'string') return reply.send({ state: found })
      await caller.record({
        action: 'photo_phone',
        outcome: 'done',
        customerId: userId,
        facts: { phone: 'sent' },
      })
      return reply.type('image/jpeg').send(found)
    },
  )

  app.delete<{ Params: { userId: string; id: string } }>(
    '/api/customers/:userId/photo/phone/:id',
    async (request, reply) => {
      const { who } = await callerOf(request)
      const { id } = request.params
      if (isId(id)) await photos.drop(id, who.session)
      return reply.code(204).send()
    },
  )

  pageRoutes(app, photos, store)
  sweepEvery(app, sweepPause, () => photos.sweep())
}

const isId = (text: string) => /^[\w-]{16}$/.test(text)

/** What the page on the phone calls. */
function pageRoutes(app: FastifyInstance, photos: PhonePhotos, store: Store) {
  const wrong = counterIn(store, 'wrong phone links')
  const secretOf = ({ headers }: FastifyRequest) =>
    /^Bearer ([\w-]{32})$/.exec(headers.authorization ?? '')?.[1] ?? ''

  /** A secret is too long to be guessed: the right one is never refused for wrong ones from the same network. */
  const refuse = async ({ ip }: FastifyRequest) => {
    const { count, milliseconds } = await wrong.add(networkOf(ip), minute)
    if (count <= mostWrong) throw new ProblemError('code_over')
    throw new ProblemError('slow_down', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
  }

  app.post('/api/phone/open', async (request, reply) => {
    if (!(await photos.open(secretOf(request)))) await refuse(request)
    return reply.code(204).send()
  })

  app.post(
    '/api/phone/photo',
    {
      bodyLimit: longestUpload,
      config: { takes: 'image/jpeg' },
      // Checked before the picture is read, and again after it.
      onRequest: async (request) => {
        if (!(await photos.isValid(secretOf(request)))) await refuse(request)
      },
      errorHandler: (error) => {
        throw error.statusCode === 413 ? new ProblemError('upload_too_large') : error
      },
    },
    async (request, reply) => {
      // The till still cuts it, and makes it as small as the platform wants it.
      const picture = judgeUpload(v.parse(v.instance(Buffer), request.body), {
        least: 0,
        most: longestUpload,
      })
      if (!(await photos.keep(secretOf(request), picture))) await refuse(request)
      return reply.code(204).send()
    },
  )
}
