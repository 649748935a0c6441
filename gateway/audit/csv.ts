/** A line of CSV by RFC 4180. A cell that a spreadsheet would read as a formula gets a leading apostrophe. */
export const csvRow = (cells: readonly string[]) =>
  cells.map((cell) => `"${cell.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`).join(',')
