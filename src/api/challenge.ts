import * as v from 'valibot'
import {
  challenge,
  challengeVerdict,
  type Challenge,
  type ChallengeQuestion,
  type ChallengeVerdict,
} from '#contract/challenge.ts'
import { challengeCall } from '#src/paths.ts'
import { ApiFailure } from './failure.ts'
import { ask, readJson } from './request.ts'

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
): Promise<Challenge> => call(challenge, challengeCall(userId), { not }, signal)

/** Whether what the customer said is right. */
export const askIfRight = (
  userId: string,
  { id, said }: { id: string; said: string },
  signal: AbortSignal,
): Promise<ChallengeVerdict> =>
  call(challengeVerdict, `${challengeCall(userId)}/answer`, { id, said }, signal)

async function call<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<v.InferOutput<Schema>> {
  const read = v.safeParse(schema, await readJson(await ask(path, signal, { body })))
  if (!read.success) throw new ApiFailure('unreadable_answer')
  return read.output
}
