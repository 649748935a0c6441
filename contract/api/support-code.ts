/**
 * What each check of the till's self-test can find, in the order of the code. The index in a list is part of codes that people read
 * out, so lists may only grow at the end, and only with a new `format`.
 */
export const findings = {
  scanner: ['not tried', 'fine', 'slow', 'other layout', 'no frame', 'no ending', 'too short'],
  keyboard: ['not tried', 'fine', 'caps lock', 'other script'],
  camera: ['not tried', 'fine', 'refused', 'missing', 'busy', 'impossible', 'no reader', 'no picture'],
  gateway: ['not asked', 'fine', 'slow', 'unreachable', 'offline'],
  clock: ['not asked', 'fine', 'off', 'far off'],
  store: ['not asked', 'up', 'down'],
  vendor: ['not asked', 'up', 'busy', 'down', 'unknown'],
  photoHost: ['not asked', 'up', 'down', 'unknown'],
  versions: ['not asked', 'same', 'different'],
  browser: ['unknown', 'fine', 'too old'],
  offlineStart: ['impossible', 'missing', 'waiting', 'ready'],
  leftBehind: ['nothing', 'settings', 'more'],
  screen: ['fine', 'narrow', 'small print'],
  fonts: ['fine', 'brought along'],
} as const

export type Check = keyof typeof findings
export type Finding<Of extends Check> = (typeof findings)[Of][number]

export const browsers = ['another', 'Chrome', 'Edge', 'Firefox', 'Safari'] as const

export type Browser = (typeof browsers)[number]

/**
 * The bounds of the steps in which measurements are reported: a code contains the number of the step. In milliseconds, except the
 * version.
 */
const steps = {
  clockOff: [1000, 5000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000],
  roundTrip: [20, 50, 100, 200, 500, 1000, 3000],
  keyGap: [5, 10, 20, 35, 50, 80, 120],
} as const

type Measured = { [Name in keyof typeof steps]?: number | undefined }

/** The content of a code. It is neither personal nor secret. */
export type Findings = { [Of in Check]: Finding<Of> } & Measured & {
    browserName: Browser
    /** The number before the first dot. */
    browserVersion: number
  }

const format = 1
const formats = 4
const versions = 512
/**
 * Crockford's letters, without I, L, O and U, which are easily misread, misheard or form bad words
 * (https://www.crockford.com/base32.html).
 */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10
/** A prime below 32²: one wrong letter, or two swapped neighbours, are always detected. */
const prime = 1021n

/** The positions of the code from the last to the first: the name of each, and what its numbers mean. */
const places = () => [
  ...Object.entries(findings).map(([name, words]) => ({ name, words: [...words] })),
  { name: 'browserName', words: [...browsers] },
  ...Object.entries(steps).map(([name, bounds]) => ({ name, words: wordsOf(bounds) })),
]

/** The first step also stands for "not measured". */
const wordsOf = (bounds: readonly number[]) =>
  [`under ${bounds[0]} ms`].concat(bounds.map((bound) => `${bound} ms or more`))

/** @returns twelve letters and digits in groups of four, to be read out */
export function supportCode(found: Findings): string {
  const said: Record<string, string | number | undefined> = found
  const digits = new Map<string, number>([
    ...Object.entries(findings).map(([name, words]) => [name, placeOf(said[name], words)] as const),
    ['browserName', browsers.indexOf(found.browserName)],
    ['clockOff', stepOf(steps.clockOff, found.clockOff)],
    ['roundTrip', stepOf(steps.roundTrip, found.roundTrip)],
    ['keyGap', stepOf(steps.keyGap, found.keyGap)],
  ])
  let value = BigInt(Math.min(Math.max(found.browserVersion, 0), versions - 1))
  for (const { name, words } of places()) value = value * BigInt(words.length) + BigInt(digits.get(name) ?? 0)
  value = value * BigInt(formats) + BigInt(format)
  const code = written(value, length) + written(value % prime, 2)
  return code.replaceAll(/.{4}(?=.)/g, '$&-')
}

const placeOf = (word: unknown, words: readonly string[]) => words.findIndex((each) => each === word)

const stepOf = (bounds: readonly number[], measured = 0) =>
  bounds.filter((bound) => Math.abs(measured) >= bound).length

const written = (value: bigint, size: number): string =>
  Array.from({ length: size }, (_, at) => letters[Number((value >> BigInt(5 * at)) & 31n)])
    .toReversed()
    .join('')

/**
 * Reads a code in any notation: in small letters, with or without hyphens, with O for 0, or I or L for 1.
 *
 * @returns the findings, by the names of this file, or why the code cannot be read
 */
export function readSupportCode(
  code: string,
): { found: Record<string, string> } | { fault: 'mistyped' | 'another format' } {
  const spelled = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const numbers = Array.from(spelled, (letter) => letters.indexOf(letter))
  if (numbers.length !== length + 2 || numbers.includes(-1)) return { fault: 'mistyped' }
  const valueOf = (part: number[]) => part.reduce((value, number) => value * 32n + BigInt(number), 0n)
  let value = valueOf(numbers.slice(0, length))
  if (value % prime !== valueOf(numbers.slice(length))) return { fault: 'mistyped' }
  const take = (size: number) => {
    const digit = Number(value % BigInt(size))
    value /= BigInt(size)
    return digit
  }
  if (take(formats) !== format) return { fault: 'another format' }
  const read = places()
    .toReversed()
    .map(({ name, words }) => [name, words[take(words.length)] ?? ''] as const)
  return { found: { ...Object.fromEntries(read.toReversed()), browserVersion: String(take(versions)) } }
}
