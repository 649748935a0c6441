import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { Customer } from '#contract/customer/customer.ts'
import { Masked } from '#contract/customer/masked.ts'
import {
  codeReply,
  codeRequest,
  type CodeChannel,
  type CodeSent,
  type CodeVerdict,
} from '#contract/api/verification.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { masked } from '#gateway/privacy/shapes.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { countCode, inPlainDigits, mostCodes, mostTries, openFor } from './code-limits.ts'
import type { Tokens } from './tokens.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  tokens: Tokens
  store: Store
  keys: SessionKeys
  now: () => number
}

const sent = v.object({
  session: v.string(),
  userId: v.string(),
  channel: codeRequest.entries.channel,
  /** The address to which the code was sent. The address on file may change in the meantime. */
  value: v.string(),
  until: v.number(),
})

/**
 * A one-time code to the customer's own mobile or e-mail address on file. The vendor sends and judges it. The address never comes
 * from the browser and never goes to it.
 */
export function codeRoutes(app: FastifyInstance, { callerOf, guard, tokens, store, keys, now }: Parts) {
  const sealing = sealingFor('verification', keys)
  const codes = counterIn(store, 'codes sent')
  const tries = counterIn(store, 'code tries')

  app.post<{ Params: { userId: string } }>('/api/customers/:userId/code', async (request, reply) => {
    const { userId } = request.params
    const { view, channel } = readBody(codeRequest, request.body)
    const caller = await callerOf(request)
    tokens.readView(view, caller, userId)
    await guard.enter(caller, request)
    const facts = { channel }
    const value = await recorded(caller, { action: 'code', customerId: userId, facts }, async () => {
      const { customer } = await caller.vendor.customer(userId, abortOnDisconnect(reply))
      const to = addressOf(customer, channel)
      if (to === undefined) throw new ProblemError('no_way_to_send')
      await countCode(codes, userId, mostCodes)
      await caller.vendor.sendCode({ channel, value: to }, abortOnDisconnect(reply))
      return to
    })
    const open: v.InferOutput<typeof sent> = {
      session: caller.who.session,
      userId,
      channel,
      value,
      until: now() + openFor,
    }
    const answer: CodeSent = {
      id: sealing.seal(JSON.stringify(open), 'code').toString('base64url'),
      to: masked(value, channel === 'email' ? 'email' : 'phone'),
    }
    return reply.send(answer)
  })

  app.post<{ Params: { userId: string } }>('/api/customers/:userId/code/check', async (request, reply) => {
    const { userId } = request.params
    const { id, code } = readBody(codeReply, request.body)
    const caller = await callerOf(request)
    const { channel, value } = openCode(id, caller, userId)
    const facts = { channel }
    const verdict = await recorded(
      caller,
      { action: 'code', customerId: userId, facts },
      async (): Promise<CodeVerdict> => {
        const count = await countCode(tries, userId, mostTries)
        const isRight = await caller.vendor
          .checkCode({ channel, value }, inPlainDigits(code), abortOnDisconnect(reply))
          .catch(async (fault: unknown) => {
            await tries.takeBack(userId)
            throw fault
          })
        if (!isRight) return { isRight, triesLeft: mostTries - count }
        await tries.forget(userId)
        return { isRight, triesLeft: mostTries, proof: tokens.giveProof(caller, userId, 'code') }
      },
      ({ isRight }) => ({ facts: { ...facts, answer: isRight ? 'right' : 'wrong' } }),
    )
    return reply.send(verdict)
  })

  /** @throws {ProblemError} `code_over`, also for codes of other sessions and for other customers */
  function openCode(id: string, { who }: Caller, userId: string) {
    const opened = sealing.open(Buffer.from(id, 'base64url'), 'code') ?? ''
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), sent), opened)
    if (!read.success) throw new ProblemError('code_over')
    const { session, userId: about, until } = read.output
    if (session !== who.session || about !== userId || until < now()) throw new ProblemError('code_over')
    return read.output
  }
}

/** The first address on file; the store's own profile comes before others. */
function addressOf({ identifiers, channels }: Customer, channel: CodeChannel) {
  const found = [...identifiers, ...channels].find(({ kind }) => kind.toLowerCase() === channel)?.value
  return found instanceof Masked ? undefined : found
}
