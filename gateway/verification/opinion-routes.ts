import type { FastifyInstance } from 'fastify'
import { opinionRequest, ownPinRequest, type Colleagues, type Proven } from '#contract/api/verification.ts'
import { recorded } from '#gateway/audit/recorded.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { Caller, CallerOf } from '#gateway/auth/caller.ts'
import { sentAt, type EvidenceOf } from './evidence.ts'
import type { ColleaguePins } from '#gateway/auth/colleague-pins.ts'
import type { Tokens } from './tokens.ts'

type Parts = { callerOf: CallerOf; tokens: Tokens; pins: ColleaguePins; evidenceOf: EvidenceOf }

/**
 * A blind second opinion: a colleague signs with their own PIN at this till and says what they see, without seeing the first
 * associate's opinion. Every opinion is recorded; only "same person" is a proof.
 */
export function opinionRoutes(app: FastifyInstance, { callerOf, tokens, pins, evidenceOf }: Parts) {
  app.get('/api/colleagues', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(request)
    const own = caller.who.associate
    const withPin = await pins.all(caller.organisation)
    const hasPin = (id: string) => withPin.some((each) => each.id === id)
    // If no list of the staff exists, the known colleagues are those who have chosen a PIN.
    const known = caller.staff.length > 1 ? caller.staff : withPin
    const answer: Colleagues = {
      colleagues: known
        .filter(({ id }) => id !== own)
        .map(({ id, name }) => ({ id, name, hasPin: hasPin(id) })),
      ...(own === undefined ? {} : { hasOwnPin: hasPin(own) }),
    }
    return reply.send(answer)
  })

  app.post('/api/colleagues/pin', async (request, reply) => {
    const { pin } = readBody(ownPinRequest, request.body)
    const caller = await callerOf(request)
    const { associate, session, till = '' } = caller.who
    const me = caller.staff.find(({ id }) => id === associate)
    if (me === undefined) throw new ProblemError('bad_request', { path: 'associate' })
    await recorded(caller, { action: 'pin' }, () =>
      pins.choose(ownerOf(caller, me.id), { name: me.name, pin, session, till }),
    )
    return reply.code(204).send()
  })

  app.post<{ Params: { userId: string } }>(
    '/api/customers/:userId/second-opinion',
    async (request, reply) => {
      const { userId } = request.params
      const { view, associate, pin, result, photo } = readBody(opinionRequest, request.body)
      const caller = await callerOf(request)
      const seen = tokens.readView(view, caller, userId)
      sentAt(photo.identity, seen, tokens, await evidenceOf(caller.who.session, userId))
      if (associate === caller.who.associate) throw new ProblemError('same_colleague')
      const facts = {
        colleague: associate,
        photo: photo.identity,
        photoWidth: photo.width,
        seconds: photo.seconds,
      }
      await recorded(
        caller,
        { action: 'second_opinion', customerId: userId, facts },
        async () => {
          const chosenIn = await pins.check(ownerOf(caller, associate), pin)
          // Anybody at this till could have chosen it under a picked name.
          if (chosenIn === caller.who.session) throw new ProblemError('same_colleague')
        },
        () => ({ facts: { ...facts, result } }),
      )
      const answer: Proven =
        result === 'same' ? { proof: tokens.giveProof(caller, userId, 'second-opinion') } : {}
      return reply.send(answer)
    },
  )
}

const ownerOf = ({ organisation }: Caller, associate: string) => ({ scope: organisation, associate })
