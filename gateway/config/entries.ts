import { readFileSync } from 'node:fs'
import * as v from 'valibot'

// An entry transforms first and checks afterwards. A check that fails leaves the output typed, so that valibot still runs the rules over
// several variables and all mistakes are told at once; a schema such as `v.picklist` that fails, or a transformation, ends the pipe.

/** A text, which is empty if the variable is not set. */
export const text = (usual = '') => v.optional(v.string(), usual)

const ifSet = (isRight: (written: string) => boolean, sentence: string) =>
  v.check<string, string>((written) => written === '' || isRight(written), sentence)

export const checked = (...check: Parameters<typeof ifSet>) => v.pipe(text(), ifSet(...check))

/** A code of an ISO standard, in upper case. */
export const code = (...check: Parameters<typeof ifSet>) => v.pipe(text(), v.toUpperCase(), ifSet(...check))

export const oneOf = <Option extends string>(options: readonly Option[], usual: Option, sentence: string) =>
  v.pipe(
    text(usual),
    v.transform((written) => options.find((option) => option === written)),
    v.check((option) => option !== undefined, sentence),
  )

/** Texts separated by white space. */
export const list = (isRight: (each: string) => boolean, sentence: string, usual = '') =>
  v.pipe(
    text(usual),
    v.transform((written) => written.split(/\s+/).filter((each) => each !== '')),
    v.everyItem(isRight, sentence),
  )

export const wholeNumber = (name: string, least: number, most: number, usual: number) =>
  v.pipe(
    text(String(usual)),
    v.transform((written) => (/^\d{1,12}$/.test(written) ? Number(written) : Number.NaN)),
    v.check(
      (value) => value >= least && value <= most,
      `${name} must be a whole number from ${least} to ${most}.`,
    ),
  )

export const hostName = (name: string) =>
  v.pipe(text('127.0.0.1'), v.regex(/^[\w.:-]+$/, `${name} must be a host name or an address to listen on.`))

/** The path of a file, and what `read` makes of the file or the mistakes that it finds in it. */
export const namedFile = <Content extends object>(read: (file: string) => Content | string[]) =>
  v.pipe(
    text(),
    v.transform((file): { file?: string; content?: Content; mistakes: string[] } => {
      const content = file === '' ? [] : read(file)
      return Array.isArray(content) ? { mistakes: content } : { file, content, mistakes: [] }
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (dataset.typed) for (const message of dataset.value.mistakes) addIssue({ message })
    }),
  )

const jsonObject = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
)

/** A JSON file. `mistakeAt` makes the sentence about content that the schema refuses, given the first place that it refuses. */
export const jsonFile = <Content extends object>(
  name: string,
  schema: v.GenericSchema<unknown, Content>,
  mistakeAt: (place: string | null) => string,
) =>
  namedFile((file) => {
    let written: string
    try {
      written = readFileSync(file, 'utf8')
    } catch {
      return [`${name} must be the path of a JSON file, and there is none that can be read.`]
    }
    const json = v.safeParse(jsonObject, written)
    if (!json.success) return [`${name} names a file that holds no JSON object.`]
    const reading = v.safeParse(schema, json.output)
    return reading.success ? reading.output : [mistakeAt(v.getDotPath(reading.issues[0]))]
  })
