/** The character between the fields of a GS1 barcode: a scanner sends FNC1 as the group separator. */
const separator = '\u001D'

/** Application identifiers with a value of fixed length. */
const fixed: [identifier: RegExp, length: number][] = [
  [/^00/, 18],
  [/^0[123]/, 14],
  [/^1[1-7]/, 6],
  [/^20/, 2],
  [/^3[1-6]\d\d/, 6],
  [/^41\d/, 13],
  [/^801[78]/, 18],
  [/^8006/, 18],
]

/** Application identifiers with a value that lasts to the next separator. */
const variable =
  /^(?:10|2[12]|235|24[0-3]|25[0-5]|30|37|40[0-3]|42\d|71\d|9\d|8003|8004|8007|8008|8010|8013|8019|8020)/

/** Those that can name a person's card: service relations, serial numbers, references, and what companies number for themselves. */
const namesSomebody = /^(?:8018|8017|8003|8004|21|22|24[0-3]|25[0135]|9\d|00)$/

/**
 * The values of a GS1 barcode that can name a person, such as the number of a service relation in (8018). Product, date and quantity
 * fields are left out, unless there is nothing else.
 *
 * @param text without the prefix that names the symbology
 * @param isGs1 true if that prefix says that the barcode is GS1's; a scanner without prefixes sends a separator first
 * @returns `undefined` if the text is not a sequence of application identifiers
 * @see https://ref.gs1.org/ai/
 */
export function readGs1(text: string, isGs1: boolean): string[] | undefined {
  // A telephone number can begin with two digits in brackets, and a plain number with those of an application identifier.
  const elements = isGs1 || text.startsWith(separator) ? elementsOf(text) : inBrackets(text)
  if (elements === undefined) return undefined
  const people = elements.filter(([identifier]) => namesSomebody.test(identifier))
  return (people.length > 0 ? people : elements).map(([, value]) => value)
}

type Element = [identifier: string, value: string]

/** Two or more as printed below a barcode, `(01)09501101530003(21)A-77`, or the number of a service relation alone. */
function inBrackets(text: string): Element[] | undefined {
  if (!/^(?:\(\d{2,4}\)[^()]+){2,}$|^\(801[78]\)\d{18}$/.test(text)) return undefined
  return [...text.matchAll(/\((\d{2,4})\)([^()]+)/g)].map(([, identifier = '', value = '']) => [
    identifier,
    value.trim(),
  ])
}

function elementsOf(text: string): Element[] | undefined {
  const elements: Element[] = []
  let rest = text.startsWith(separator) ? text.slice(1) : text
  while (rest !== '') {
    const element = firstElement(rest)
    if (element === undefined) return undefined
    elements.push([element.identifier, element.value])
    rest = rest.slice(element.identifier.length + element.value.length)
    if (rest.startsWith(separator)) rest = rest.slice(1)
  }
  return elements
}

function firstElement(text: string) {
  const [pattern, length] = fixed.find(([identifier]) => identifier.test(text)) ?? []
  const identifier = (pattern ?? variable).exec(text)?.[0]
  if (identifier === undefined) return undefined
  const rest = text.slice(identifier.length)
  const value = length === undefined ? rest.split(separator, 1).join('') : rest.slice(0, length)
  const isWhole = length === undefined ? value !== '' && value.length <= 90 : /^\d+$/.test(value)
  return isWhole && (length === undefined || value.length === length) ? { identifier, value } : undefined
}
