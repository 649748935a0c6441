import * as v from 'valibot'

/** What a customer can be asked. The words are the browser's. */
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
  /** Questions the customer can't answer, to be given another one. */
  not: v.optional(v.array(challengeQuestion), []),
})

/** What it answers: a question whose answer is on file, and not on the screen. */
export const challenge = v.object({
  /** Names this question to this session; opens nothing. */
  id: v.string(),
  question: challengeQuestion,
  triesLeft: v.number(),
})

export type Challenge = v.InferOutput<typeof challenge>

/** The body of `POST /api/customers/{userId}/challenge/answer`: what the customer said, as it was typed. */
export const challengeReply = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
  said: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
})

/** What it answers. After the last try nothing more is asked about this customer for a while. */
export const challengeVerdict = v.object({
  isRight: v.boolean(),
  triesLeft: v.number(),
  /** Only where it is right: to be sent along with the decision. */
  proof: v.optional(v.string()),
})

export type ChallengeVerdict = v.InferOutput<typeof challengeVerdict>
