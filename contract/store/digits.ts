/**
 * Unicode keeps each script's decimal digits in a row, zero first, so a digit's value is its place in that row; rows may touch,
 * hence the remainder.
 *
 * @see https://www.unicode.org/policies/stability_policy.html
 */
export function digitValue(digit: string) {
  const point = digit.codePointAt(0) ?? 0
  if (point < 0x80) return digit
  let before = 0
  while (before < 60 && /^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before += 1
  return String(before % 10)
}
