import type { FastifyRequest } from 'fastify'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { ColleaguePins } from './colleague-pins.ts'
import { logSession } from './session-log.ts'
import type { Colleague } from './session-table.ts'
import type { LiveSession } from './sessions.ts'
import type { SignInAtTill } from './till-sign-in.ts'

type Proof = { pin?: string | undefined; password?: string | undefined }

export type ProveColleague = ReturnType<typeof colleagueProof>

/**
 * Proves that the colleague whose name is picked is at the till. Who has chosen a PIN for the shift types it. For a colleague without
 * one, whoever has just signed in with the till's password picks the name; in a session that has been somebody else's, they choose
 * a PIN with the password.
 *
 * @param signInAtTill absent if no till signs in: there is no password to ask for then
 * @returns a function that answers with the proven PIN, if there is one, and throws {ProblemError} `pin_needed`, `no_pin`,
 *   `wrong_pin`, `pin_taken`, `slow_down`, or the reason why the password was refused
 */
export const colleagueProof =
  (pins: ColleaguePins, signInAtTill: SignInAtTill | undefined) =>
  async (request: FastifyRequest, session: LiveSession, colleague: Colleague, { pin, password }: Proof) => {
    const { id, till, associateId } = session
    if (associateId === colleague.id) return undefined
    const owner = { scope: session.organisation ?? '', associate: colleague.id }
    const picked = { id, till, associateId: colleague.id }

    if (await pins.has(owner)) {
      if (pin === undefined) throw new ProblemError('pin_needed')
      await pins.check(owner, pin).catch(async (fault: unknown) => {
        await logSession(request, 'refused', picked, 'wrong PIN of the colleague')
        throw fault
      })
      return pin
    }
    if (associateId === undefined || signInAtTill === undefined) return undefined
    if (pin === undefined || password === undefined) throw new ProblemError('no_pin')
    await signInAtTill(request, { till, password })
    await logSession(request, 'PIN chosen', picked)
    await pins.choose(owner, { name: colleague.name, pin, session: id, till })
    return pin
  }
