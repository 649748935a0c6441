/** A control character, or half of a pair of surrogates: PostgreSQL stores no NUL, and JSON in UTF-8 has no lone surrogate. */
const ill = /[\p{Cc}\p{Cs}]/gu

/** The white space among them, which separates words. */
const blank = /[\t\n\v\f\r\u0085]/g

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * Where a value holds text that is not well-formed or has a control character, in a name of a member or in a value.
 *
 * @returns the path, or `undefined` if all its text is plain
 */
export function unplainPlace(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.search(ill) === -1 ? undefined : []
  if (!isObject(value)) return undefined
  for (const [name, each] of Object.entries(value)) {
    if (name.search(ill) !== -1) return []
    const place = unplainPlace(each)
    if (place !== undefined) return [name, ...place]
  }
}

/** The same value in plain text: a space for each control character that is white space, and U+FFFD for each other character. */
export function inPlainText(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(blank, ' ').replaceAll(ill, '\ufffd')
  if (Array.isArray(value)) return value.map(inPlainText)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [String(inPlainText(name)), inPlainText(each)]),
  )
}
