import {
  challenge,
  challengeVerdict,
  type Challenge,
  type ChallengeQuestion,
  type ChallengeVerdict,
} from '#contract/api/challenge.ts'
import { challengeCall } from './addresses.ts'
import { askFor } from './request.ts'

/**
 * Asks for a question to the customer. Only the gateway sees its answer.
 *
 * @param not questions that the customer could not answer
 * @throws {ApiFailure} or, if `signal` aborts, its reason
 */
export const askForQuestion = (
  userId: string,
  not: ChallengeQuestion[],
  signal: AbortSignal,
): Promise<Challenge> => askFor(challenge, challengeCall(userId), signal, { body: { not } })

/** Asks whether the customer's answer is right. */
export const askIfRight = (
  userId: string,
  { id, said }: { id: string; said: string },
  signal: AbortSignal,
): Promise<ChallengeVerdict> =>
  askFor(challengeVerdict, `${challengeCall(userId)}/answer`, signal, { body: { id, said } })
