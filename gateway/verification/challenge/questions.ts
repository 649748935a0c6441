import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { challengeQuestion, type ChallengeQuestion } from '#contract/api/challenge.ts'
import { collect, maskAnswer } from '#gateway/privacy/mask-answer.ts'
import type { FieldName, View } from '#gateway/privacy/field-rules.ts'
import type { Policy, Shape } from '#gateway/privacy/policy.ts'
import { isOfKind, type Evidence } from '#gateway/verification/evidence.ts'
import { folded } from './spoken-answer.ts'

type Answer = Record<string, unknown>

type Question = {
  /** The fields that contain the value. */
  fields: (policy: Policy) => readonly string[]
  /** Masks that keep the requested part unreadable. */
  behind: readonly Shape[]
  /** The right answer in a value, folded; `undefined` if the value does not have a form that can be asked about. */
  answerIn: (value: string) => string | undefined
}

const mobiles = () => ['profiles.identifiers.mobile', 'profiles.commChannels.mobile']
const emails = () => ['profiles.identifiers.email', 'profiles.commChannels.email']
const cards = () => ['profiles.identifiers.cardnumber', 'cardDetails.cardNumber']

const isoDate = /^(\d{4})-(\d{2})-\d{2}/

const questions: Record<ChallengeQuestion, Question> = {
  mobile_first_four: {
    fields: mobiles,
    behind: ['full', 'phone', 'card'],
    answerIn: (value) => {
      const national = parsePhoneNumberFromString(`+${digits(value)}`)?.nationalNumber
      // In a shorter number, the last four digits that the mask shows would overlap with the first four.
      return national !== undefined && national.length >= 8 ? national.slice(0, 4) : undefined
    },
  },
  mobile_last_three: {
    fields: mobiles,
    behind: ['full', 'email', 'name', 'address', 'date'],
    answerIn: (value) => (digits(value).length >= 8 ? digits(value).slice(-3) : undefined),
  },
  email_before_at: {
    fields: emails,
    behind: ['full', 'email'],
    answerIn: (value) => {
      const local = value.slice(0, Math.max(0, value.lastIndexOf('@')))
      return local.length >= 3 ? folded(local) : undefined
    },
  },
  birth_month: {
    fields: ({ challenge }) => challenge.birthDate,
    behind: ['full', 'date', 'name', 'email', 'address'],
    answerIn: (value) => isoDate.exec(value)?.[2],
  },
  birth_year: {
    fields: ({ challenge }) => challenge.birthDate,
    behind: ['full', 'email', 'address'],
    answerIn: (value) => isoDate.exec(value)?.[1],
  },
  city: {
    fields: ({ challenge }) => challenge.city,
    behind: ['full'],
    answerIn: (value) => (folded(value).length >= 3 ? folded(value) : undefined),
  },
  postcode: {
    fields: ({ challenge }) => challenge.postcode,
    behind: ['full'],
    answerIn: (value) => (folded(value).length >= 4 ? folded(value) : undefined),
  },
  card_last_four: {
    fields: cards,
    behind: ['full', 'name', 'email', 'address', 'date'],
    answerIn: (value) => (digits(value).length >= 8 ? digits(value).slice(-4) : undefined),
  },
}

const digits = (value: string) => value.normalize('NFKC').replaceAll(/\D/g, '')

/**
 * The questions that can be asked about a customer: the answer is on file and nowhere on the caller's screen. A field is excluded
 * if another copy of it is shown or was revealed, or if the customer was found by it, and a word if it appears elsewhere on the
 * screen.
 */
export function askable(
  answer: Answer,
  policy: Policy,
  view: View,
  { revealed, foundBy }: Pick<Evidence, 'revealed' | 'foundBy'>,
): ChallengeQuestion[] {
  const revealedFields = new Set(revealed.map(spelled))
  const isGiven = (field: string) =>
    revealedFields.has(field) || foundBy.some((kind) => isOfKind(field, kind))
  const onScreen = textsOn(answer, view).concat(
    valuesOf(answer, revealedFields).map(({ value }) => folded(value)),
  )
  return challengeQuestion.options.filter((name) => {
    const found = valuesFor(name, answer, policy)
    if (!found.every((each) => isHidden(name, each.name, view))) return false
    if (found.some((each) => isGiven(spelled(each.name.join('.'))))) return false
    const expected = answersTo(name, answer, policy)
    return expected.size > 0 && ![...expected].some((each) => stands(name, each, onScreen))
  })
}

/** All right answers, folded in the same way as `normalizeSpokenAnswer` folds what was said. */
export function answersTo(name: ChallengeQuestion, answer: Answer, policy: Policy): Set<string> {
  const { answerIn } = questions[name]
  return new Set(valuesFor(name, answer, policy).flatMap(({ value }) => answerIn(value) ?? []))
}

const valuesFor = (question: ChallengeQuestion, answer: Answer, policy: Policy) =>
  valuesOf(answer, new Set(questions[question].fields(policy).map(spelled)))

function valuesOf(answer: Answer, fields: ReadonlySet<string>) {
  const found: { value: string; name: FieldName }[] = []
  collect(answer, [], (value, name) => {
    if (fields.has(spelled(name.join('.')))) found.push({ value: String(value), name })
  })
  return found
}

/** The vendor repeats two parts of a profile under longer names. */
const spelled = (name: string) =>
  name.toLowerCase().replace('.identifiersall.', '.identifiers.').replace('.allfields.', '.fields.')

function isHidden(question: ChallengeQuestion, name: FieldName, { rules, role }: View) {
  const rule = rules(name)
  return rule[role] === 'hide' || (rule[role] === 'mask' && questions[question].behind.includes(rule.as))
}

/** Only words are checked: any three digits appear somewhere in every answer. */
const stands = (question: ChallengeQuestion, answer: string, onScreen: readonly string[]) =>
  ['email_before_at', 'city', 'postcode'].includes(question) && onScreen.some((text) => text.includes(answer))

function textsOn(answer: Answer, view: View) {
  const texts: string[] = []
  const { customerImage: _, maskedFields: __, ...shown } = maskAnswer(answer, view).body
  collect(shown, [], (value) => texts.push(folded(String(value))))
  return texts
}
