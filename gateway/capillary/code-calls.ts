import * as v from 'valibot'
import type { CodeChannel } from '#contract/api/verification.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { judgeCodeCheck, judgeCodeSent } from './code-outcome.ts'
import type { Post } from './calls.ts'

/** The address to which a code is sent, which also identifies the code when it is checked. */
type Entity = { channel: CodeChannel; value: string }

const entityOf = ({ channel, value }: Entity) => ({ entityType: channel.toUpperCase(), entityValue: value })

/** The vendor's general action, not one of its specific ones such as redeeming points. */
const action = 'GENERIC'

/** True for the calls of this file: `judgeCodeSent` and `judgeCodeCheck` read their answers. */
export const isAboutCodes = (path: string) => path.startsWith('/v2/otp/')

/**
 * Asks the vendor to send a one-time code. A success means that the vendor accepted the request, not that a message arrives: if the
 * customer's status blocks messages, the vendor silently sends none.
 *
 * @see https://docs.capillarytech.com/reference/generate-otp
 */
export const codeSendCall =
  (post: Post) =>
  async (to: Entity, signal: AbortSignal): Promise<void> => {
    const type = to.channel === 'email' ? 'EMAIL' : 'SMS'
    const body = { ...entityOf(to), action, channels: [{ type, value: to.value }] }
    judgeCodeSent(await post('/v2/otp/generate', body, signal))
  }

const verdict = v.object({ entity: v.boolean() })

/**
 * Whether a code is right. An expired code counts as wrong, because the vendor does not tell the two apart.
 *
 * @see https://docs.capillarytech.com/reference/validate-otp
 */
export const codeCheckCall =
  (post: Post) =>
  async (to: Entity, code: string, signal: AbortSignal): Promise<boolean> => {
    const answer = await post('/v2/otp/validate', { ...entityOf(to), code, action }, signal)
    const judged = judgeCodeCheck(answer)
    if (judged === undefined) return false
    const read = v.safeParse(verdict, judged)
    if (!read.success) throw new ProblemError('vendor_unreadable', { vendorRequestId: answer.requestId })
    return read.output.entity
  }
