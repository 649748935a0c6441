/**
 * Undoes what spreadsheets make of a long number: 9148574269.0, 9.148574269E+09, 9,148574269E+09.
 *
 * @returns `number: undefined` if digits are missing (9.14857E+09) or the number is a fraction; `undefined` if a text is nothing of the
 *   kind
 */
export function readSpreadsheetNumber(written: string): { number: string | undefined } | undefined {
  const [, whole, fraction = '0'] = /^(\d{5,})(?:\.(\d{1,2}|0+)|,0+)$/.exec(written) ?? []
  if (whole !== undefined) return { number: /^0+$/.test(fraction) ? whole : undefined }
  const [, digit = '', digits = '', exponent] = /^([1-9])(?:[.,](\d+))?E\+?(\d{1,2})$/i.exec(written) ?? []
  if (exponent === undefined) return undefined
  return { number: digits.length === Number(exponent) ? `${digit}${digits}` : undefined }
}
