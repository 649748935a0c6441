import * as v from 'valibot'

/** The questions that a customer can be asked. The browser has the wording. */
export const challengeQuestion = v.picklist([
  'mobile_first_four',
  'mobile_last_three',
  'email_before_at',
  'birth_month',
  'birth_year',
  'city',
  'postcode',
  'card_last_four',
])

export type ChallengeQuestion = v.InferOutput<typeof challengeQuestion>

/** The body of `POST /api/customers/{userId}/challenge`. */
export const challengeRequest = v.strictObject({
  /** Questions that the customer could not answer, to get another one. */
  not: v.optional(v.array(challengeQuestion), []),
})

/** The answer: a question whose answer is on file and not on the screen. */
export const challenge = v.object({
  /** Identifies this question for this session; not a secret. */
  id: v.string(),
  question: challengeQuestion,
  triesLeft: v.number(),
})

export type Challenge = v.InferOutput<typeof challenge>

/** The body of `POST /api/customers/{userId}/challenge/answer`: what the customer said, as the associate typed it. */
export const challengeReply = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
  said: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
})

/** The answer. After the last try, no question about this customer is possible for a while. */
export const challengeVerdict = v.object({
  isRight: v.boolean(),
  triesLeft: v.number(),
  /** Only if the answer is right: sent along with the decision. */
  proof: v.optional(v.string()),
})

export type ChallengeVerdict = v.InferOutput<typeof challengeVerdict>
