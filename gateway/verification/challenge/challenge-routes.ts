import type { FastifyInstance } from 'fastify'
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import {
  challengeQuestion,
  challengeReply,
  challengeRequest,
  type Challenge,
  type ChallengeVerdict,
} from '#contract/api/challenge.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import type { ScrapingGuard } from '#gateway/scraping-guard/scraping-guard.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { EvidenceOf } from '#gateway/verification/evidence.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Tokens } from '#gateway/verification/tokens.ts'
import type { Tries } from './tries.ts'
import { answersTo, askable } from './questions.ts'
import { normalizeSpokenAnswer } from './spoken-answer.ts'

type Parts = {
  callerOf: CallerOf
  guard: ScrapingGuard
  tokens: Pick<Tokens, 'giveProof'>
  tries: Tries
  evidenceOf: EvidenceOf
  keys: SessionKeys
  now: () => number
}

/** Which question was asked, about whom and by whom. The answer is not part of it: only the vendor has the answer. */
const asked = v.object({
  question: challengeQuestion,
  userId: v.string(),
  session: v.string(),
  until: v.number(),
})

/** Milliseconds. */
const openFor = 300_000

/**
 * Questions to the customer: the answer is on file but not on the screen, and the associate learns only whether the customer's
 * answer is right. The question goes to the browser sealed and comes back with the answer, so any gateway can judge it. The value
 * itself never leaves the gateway.
 */
export function challengeRoutes(
  app: FastifyInstance,
  { callerOf, guard, tokens, tries, evidenceOf, keys, now }: Parts,
) {
  const sealing = sealingFor('challenge', keys)

  app.post<{ Params: { userId: string } }>('/api/customers/:userId/challenge', async (request, reply) => {
    const { userId } = request.params
    const { not } = readBody(challengeRequest, request.body ?? {})
    const caller = await callerOf(request)
    await guard.enter(caller, request)
    const { question, triesLeft } = await recorded(
      caller,
      { action: 'challenge', customerId: userId },
      async () => {
        const left = await tries.left(subjectOf(caller, userId), caller.policy.challenge)
        const { body } = await guard.watch(
          { caller, request, reply },
          () => caller.vendor.customer(userId, abortOnDisconnect(reply)),
          () => ({ kind: 'view', customerId: userId }),
        )
        const evidence = await evidenceOf(caller.who.session, userId)
        const choice = askable(body, caller.policy, caller.view, evidence).filter(
          (each) => !not.includes(each),
        )
        const chosen = choice[choice.length > 1 ? randomInt(choice.length) : 0]
        if (chosen === undefined) throw new ProblemError('nothing_to_ask')
        return { question: chosen, triesLeft: left }
      },
      (put) => ({ facts: { question: put.question } }),
    )
    const open: v.InferOutput<typeof asked> = {
      question,
      userId,
      session: caller.who.session,
      until: now() + openFor,
    }
    const id = sealing.seal(JSON.stringify(open), 'open').toString('base64url')
    return reply.send({ id, question, triesLeft } satisfies Challenge)
  })

  app.post<{ Params: { userId: string } }>(
    '/api/customers/:userId/challenge/answer',
    async (request, reply) => {
      const { userId } = request.params
      const { id, said } = readBody(challengeReply, request.body)
      const caller = await callerOf(request)
      await guard.enter(caller, request)
      const question = openQuestion(id, caller, userId)
      const facts = { question }
      const verdict = await recorded(
        caller,
        { action: 'challenge', customerId: userId, facts },
        async (): Promise<ChallengeVerdict> => {
          const subject = subjectOf(caller, userId)
          const triesLeft = await tries.take(subject, caller.policy.challenge)
          const { body } = await caller.vendor
            .customer(userId, abortOnDisconnect(reply))
            .catch(async (fault: unknown) => {
              await tries.giveBack(subject)
              throw fault
            })
          const isRight = isAmong(
            answersTo(question, body, caller.policy),
            normalizeSpokenAnswer(question, said),
          )
          if (!isRight) return { isRight, triesLeft }
          await tries.forget(subject)
          const proof = tokens.giveProof(caller, userId, 'challenge')
          return { isRight, triesLeft: caller.policy.challenge.tries, proof }
        },
        ({ isRight }) => ({ facts: { ...facts, answer: isRight ? 'right' : 'wrong' } }),
      )
      return reply.send(verdict)
    },
  )

  /** @throws {ProblemError} `challenge_over`, also for questions of other sessions and about other customers */
  function openQuestion(id: string, { who }: Caller, userId: string) {
    const opened = sealing.open(Buffer.from(id, 'base64url'), 'open')
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), asked), opened)
    if (!read.success) throw new ProblemError('challenge_over')
    const { session, until, question, userId: about } = read.output
    if (session !== who.session || about !== userId || until < now()) throw new ProblemError('challenge_over')
    return question
  }
}

/** The tries are counted per customer and till, whichever associate is signed in. */
const subjectOf = ({ who }: Caller, userId: string) => `${who.till ?? who.associate ?? ''}/${userId}`

/** Compares in constant time, whatever the answer was. */
function isAmong(expected: ReadonlySet<string>, said: string) {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  const given = hash(said)
  let isRight = false
  for (const each of expected) isRight = timingSafeEqual(hash(each), given) || isRight
  return isRight
}
