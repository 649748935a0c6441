import type { FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { LivePolicy } from '#gateway/privacy/live-policy.ts'
import type { OneTimeCodes } from '#gateway/verification/hand-over/one-time-codes.ts'
import { logSession } from './session-log.ts'
import type { LiveSession, Sessions } from './sessions.ts'

type Parts = { sessions: Sessions; codes: Pick<OneTimeCodes, 'take'>; policy: LivePolicy }

/** Whom a till system's server has vouched for with its key, and at which till. */
const vouchedFor = v.object({ till: v.string(), associate: v.string() })

/**
 * Opens the session of this browser for the associate for whom the till system vouches, if the policy allows it. The code comes from the
 * till system's server; neither a message nor the browser's word opens anything. A session that has ended stays ended.
 *
 * @returns a function that throws {ProblemError} `hand_over_over` also if the policy does not allow it, the code is for another till, or
 *   the associate is not on the till's list
 */
export const openForTillSystem =
  ({ sessions, codes, policy }: Parts) =>
  async (request: FastifyRequest, reply: FastifyReply, session: LiveSession, code: string) => {
    const { unlocks, switches } = policy.current().tillSystem
    const read = v.safeParse(vouchedFor, await codes.take('associate', code))
    const isHere = read.success && read.output.till.toLowerCase() === session.till.toLowerCase()
    const associate = isHere ? read.output.associate : undefined
    const isSame = associate !== undefined && associate === session.associateId
    if (isSame && unlocks) return sessions.unlock(request, reply, session, 'by the till system')
    const colleague = switches && !isSame ? session.staff.find(({ id }) => id === associate) : undefined
    if (colleague === undefined) {
      await logSession(request, 'not vouched for', session)
      throw new ProblemError('hand_over_over')
    }
    // The PIN of the one before opens nothing of theirs.
    const theirs = { ...session, pinSealed: undefined }
    const chosen = await sessions.chooseAssociate(request, theirs, colleague, undefined)
    return sessions.unlock(request, reply, { ...theirs, ...chosen }, 'by the till system')
  }
