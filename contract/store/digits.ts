/**
 * Unicode keeps the decimal digits of each script in one row that begins with zero, so a digit's value is its position in the row.
 * Rows can be adjacent, hence the remainder.
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
