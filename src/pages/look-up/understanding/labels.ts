/**
 * Words that name a number, in the languages of the app. A label with a colon needs no entry here, nor does one before a telephone
 * number.
 */
const words =
  /^(?:card|carte|karte|cart[aã]o|tarjeta|kartu|kort|customer|member|membership|client|cliente|kunde|kunden|loyalty|user|cust|id|no|nr|num|number|nummer|n[uú]mero|code|ref)(?:[ .-]+(?:id|no|nr|num|number|nummer|n[uú]mero|code|card))?$/iu

/** An extension is no part of the number that is looked up. */
const extension =
  /[\s,;]*(?:\b(?:ext(?:n|ension)?|poste|ramal|anexo|int|durchwahl)|(?<=\d)\s*x|#)[.:]?\s*\d{1,6}$/i

type Labelled = { label: string; hasSign: boolean; rest: string }

/** The words before a number, if there are any: "Mob: 91485 74269", "WhatsApp +91 …", "Customer no. 565040002". */
function splitLabel(written: string): Labelled | undefined {
  const [, label = '', sign = '', rest] =
    /^[([]?(\p{L}[\p{L}\p{M} .'’/-]{0,40}?)[)\]]?\s*([:#=]?)[\s.]*([([]?[+\d].*)$/u.exec(written) ?? []
  return rest === undefined
    ? undefined
    : { label: label.trim(), hasSign: sign !== '', rest: unbracketed(rest) }
}

const unbracketed = (text: string) => text.replace(/^[([]([^()[\]]+)[)\]]$/, '$1')

/** Words behind a number: "91485 74269 (WhatsApp)", "91485 74269 Aditi". */
const afterwards = /(?<=\d)[\s,;]*[-([]?\s*\p{L}[\p{L}\p{M} .'’-]{0,40}[)\]]?$/u

/**
 * The number in a text with words around it. A telephone number is found behind and before any words, without its extension; any
 * other number behind a word that names it, or behind a label with a colon.
 *
 * @param isPhone whether a text is surely a telephone number
 * @returns the text itself if nothing is to be taken off
 */
export function withoutLabel(written: string, isPhone: (text: string) => boolean): string {
  const text = unbracketed(written)
  const labelled = splitLabel(text)
  for (const each of [text, labelled?.rest ?? text])
    for (const number of [each, each.replace(extension, ''), each.replace(afterwards, '')])
      if (number !== written && isPhone(unbracketed(number))) return unbracketed(number)
  if (labelled === undefined) return text
  return labelled.hasSign || words.test(labelled.label) ? labelled.rest : text
}

/** A name or another word of five letters or more before a number: two values, where fewer letters could be a card's prefix. */
export function wordsBeforeNumber(written: string): [string, string] | undefined {
  const { label, rest } = splitLabel(written) ?? { label: '', rest: '' }
  return /\s/.test(label) || label.length > 4 ? [label, rest] : undefined
}
