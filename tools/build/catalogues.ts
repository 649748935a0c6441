import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'

export type Entries = { [key: string]: string | Entries }
export type Catalogue = Record<string, Entries>

const messagesOf = (tree: Entries, above = ''): [key: string, message: string][] =>
  Object.entries(tree).flatMap(([key, entry]) =>
    typeof entry === 'string' ? [[above + key, entry]] : messagesOf(entry, `${above}${key}.`),
  )

/** What doesn't fit the English catalogue, a sentence for each: missing and needless messages, other arguments, forms of plurals. */
export function misfits(english: Catalogue, other: Catalogue, language: string): string[] {
  const [wanted, there] = [new Map(messagesOf(english)), new Map(messagesOf(other))]
  const forms = pluralForms(language)
  const missing = [...wanted.keys()].filter((key) => !there.has(key)).map((key) => `${key} is missing`)
  return missing.concat(
    [...there].flatMap(([key, message]) => {
      const model = wanted.get(key)
      return model === undefined ? `${key} is in no other catalogue` : unlike(model, message, key, forms)
    }),
  )
}

function unlike(model: string, message: string, key: string, forms: readonly string[]) {
  const [wanted, taken] = [argumentsOf(parsed(model, key)), argumentsOf(parsed(message, key))]
  if (wanted !== taken) return [`${key} takes (${wanted}) and not (${taken})`]
  const lacksForm = formsIn(parsed(message, key)).some((there) => forms.some((form) => !there.includes(form)))
  return lacksForm ? [`${key} lacks a form of the plural: ${forms.join(', ')}`] : []
}

function parsed(message: string, key: string) {
  try {
    return parse(message)
  } catch (cause) {
    throw new Error(`${key}: malformed message`, { cause })
  }
}

/** The forms that a language has for the numbers a till may say. */
const pluralForms = (language: string) => {
  const rules = new Intl.PluralRules(language)
  return [...new Set(Array.from({ length: 201 }, (_, number) => rules.select(number)))]
}

/** All elements, those within plurals, selections and tags included. */
const elementsIn = (elements: MessageFormatElement[]): MessageFormatElement[] =>
  elements.flatMap((element) => [
    element,
    ...(element.type === TYPE.tag ? elementsIn(element.children) : []),
    ...(element.type === TYPE.plural || element.type === TYPE.select
      ? Object.values(element.options).flatMap(({ value }) => elementsIn(value))
      : []),
  ])

function argumentsOf(message: MessageFormatElement[]) {
  const named = elementsIn(message).flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const options =
      element.type === TYPE.select ? ` ${Object.keys(element.options).toSorted().join(' ')}` : ''
    return [`${element.type === TYPE.tag ? 'tag ' : ''}${element.value}${options}`]
  })
  return [...new Set(named)].toSorted().join(', ')
}

const formsIn = (message: MessageFormatElement[]) =>
  elementsIn(message).flatMap((element) =>
    element.type === TYPE.plural ? [Object.keys(element.options)] : [],
  )

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = Array.from('áƀćďéƒğĥíĵķĺḿńóþɋŕśťúṽẃẋýźÁƁĆĎÉƑĞĤÍĴĶĹḾŃÓÞɊŔŚŤÚṼẂẊÝŹ')
const accents = new Map(Array.from(plain, (letter, at) => [letter, accented[at] ?? letter]))

/** A word in accents, and two fifths longer. */
const stretched = (text: string) =>
  text.replaceAll(/[A-Za-z]+/g, (word) => {
    const letters = Array.from(word, (letter) => accents.get(letter) ?? letter)
    return [...letters, ...letters.slice(0, Math.ceil(letters.length * 0.4))].join('')
  })

function disguise(elements: MessageFormatElement[]): MessageFormatElement[] {
  for (const element of elementsIn(elements))
    if (element.type === TYPE.literal) element.value = stretched(element.value)
  return elements
}

/** The catalogue in a made-up language: whatever stays plain English, or doesn't fit its place, shows on screen. */
export const pseudo = (tree: Catalogue): Catalogue =>
  Object.fromEntries(Object.entries(tree).map(([name, entries]) => [name, pseudoEntries(entries)]))

const pseudoEntries = (tree: Entries): Entries =>
  Object.fromEntries(
    Object.entries(tree).map(([key, entry]) => [
      key,
      typeof entry === 'string' ? printAST(disguise(parsed(entry, key))) : pseudoEntries(entry),
    ]),
  )
