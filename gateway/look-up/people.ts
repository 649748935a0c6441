import type { PeopleAnswer, Person } from '#contract/api/people.ts'
import type { Match } from '#contract/capillary/people-answer.ts'
import { hasWords, nameWords } from './name-search.ts'
import { echoes } from '#gateway/privacy/echoes.ts'
import { masked, maskedIdentifier } from '#gateway/privacy/shapes.ts'
import type { View } from '#gateway/privacy/field-rules.ts'

/**
 * Rows to choose from. Identifiers are masked for every role; names follow the policy.
 *
 * @param text what was searched for
 */
export const toPeople = (
  matches: readonly Match[],
  total: number,
  text: string,
  view: View,
): PeopleAnswer => ({
  people: matches.map((match) => toPerson(match, matchedIn(match, text), view)),
  total,
})

export function toPerson({ userId, name, identifiers }: Match, matched: string, view: View): Person {
  const holdsIdentifier = echoes(identifiers.map(({ value }) => value))
  const shownName =
    name === undefined ? undefined : holdsIdentifier(name) ? masked(name, 'full') : nameFor(name, view)
  return {
    userId,
    ...(shownName === undefined ? {} : { name: shownName }),
    identifiers: identifiers
      .filter(({ kind }) => showingOf(['profiles', 'identifiers', kind], view) !== 'hide')
      .map(({ kind, value }) => ({ kind, masked: maskedIdentifier(value) })),
    matched,
  }
}

/** Applies the stricter of the rules for first and last name, because the two are one text here. */
function nameFor(name: string, view: View) {
  const showings = new Set(['firstName', 'lastName'].map((part) => showingOf(['profiles', part], view)))
  if (showings.has('hide')) return undefined
  return showings.has('mask') ? masked(name, 'name') : name
}

const showingOf = (name: readonly string[], { rules, role }: View) => rules(name)[role]

/** `name` if the words begin words of the name; otherwise the kind of identifier that the vendor says it matched. */
const matchedIn = ({ name, identifiers: [first] }: Match, text: string) =>
  first === undefined || hasWords(name, nameWords(text)) ? 'name' : first.kind
