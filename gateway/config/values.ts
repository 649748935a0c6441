import * as v from 'valibot'

/** What the process was started with, blanks left out. */
export type Environment = Record<string, string | undefined>

export const wholeNumber = (name: string, least: number, most: number, usual: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.transform((value) => (value === '' ? usual : /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN)),
    v.check(
      (value) => value >= least && value <= most,
      `${name} must be a whole number from ${least} to ${most}.`,
    ),
  )

/** The sentences whose condition holds. */
export const mistakesIn = (checks: readonly (readonly [isWrong: boolean, sentence: string])[]): string[] =>
  checks.flatMap(([isWrong, sentence]) => (isWrong ? [sentence] : []))
