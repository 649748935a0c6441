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
 * A question for the customer, whose answer only the gateway gets to see.
 *
 * @param not questions they could not answer
 * @throws {ApiFailure} or, when `signal` aborts, its reason
 */
export const askForQuestion = (
  userId: string,
  not: ChallengeQuestion[],
  signal: AbortSignal,
): Promise<Challenge> => askFor(challenge, challengeCall(userId), signal, { body: { not } })

/** Whether what the customer said is right. */
export const askIfRight = (
  userId: string,
  { id, said }: { id: string; said: string },
  signal: AbortSignal,
): Promise<ChallengeVerdict> =>
  askFor(challengeVerdict, `${challengeCall(userId)}/answer`, signal, { body: { id, said } })
