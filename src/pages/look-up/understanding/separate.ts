import { foldBlanks } from './fold.ts'
import { readSpreadsheetNumber } from './spreadsheet.ts'

/**
 * The values of a text with characters between them that never group the digits of one number: control characters, tabs, line
 * breaks, semicolons, bars, ampersands, commas and slashes. Blanks, dots and dashes group. A comma groups where it stands as in
 * 1,234,567 or 12,34,567; a slash groups after an area code (0152/28817386).
 *
 * @param text after `foldCharacters`
 * @returns at least one value
 */
export function separate(text: string): string[] {
  const accounts = readTracks(text)
  if (accounts !== undefined) return accounts
  // Code 39 writes asterisks around what it means.
  const bare = text.replace(/^\*(.+)\*$/s, '$1')
  const line = foldBlanks(bare)
  if (isGrouped(line)) return [line.replaceAll(',', '')]
  const values = bare
    .split(/[\p{Cc};|&,/]+/u)
    .map(foldBlanks)
    .filter((value) => value !== '')
  // "Khan, Aditi" is one name, and an address may be broken by a line end.
  const areApart = values.some((value) => /\d/.test(value)) && !bare.includes('@')
  return areApart && !isOneNumber(line) && readSpreadsheetNumber(line) === undefined ? values : [line]
}

/** Digits as spreadsheets group them: by thousands, or by thousands and lakhs. */
const isGrouped = (line: string) =>
  /^[1-9]\d{0,2}(?:,\d{3})+$/.test(line) || /^[1-9]\d?(?:,\d\d)+,\d{3}$/.test(line)

/** A telephone number with a slash after its area code, or a date. */
const isOneNumber = (line: string) =>
  /^\(?(?:0|\+\d{1,3} ?(?:\(0\) ?)?)\d{1,5}\)? ?\/ ?\d[\d -]{4,}$/.test(line) ||
  /^\d{1,4}\/\d{1,2}\/\d{1,4}$/.test(line)

/** The account numbers of a swiped card: `%account^name?;account=more?`. */
function readTracks(text: string): string[] | undefined {
  if (!/^(?:[%;+][^?]+\?.?\s*)+$/s.test(text)) return undefined
  const accounts = [...text.matchAll(/[%;+]([^?^=&]+)/g)].map(([, account = '']) => foldBlanks(account))
  return accounts.filter((account) => account !== '')
}
