import type { FieldRule, Policy } from './policy.ts'

export type Role = 'associate' | 'manager'

/** The role that sees an answer, and the rules that apply. */
export type View = { rules: (name: FieldName) => FieldRule; role: Role }

/** The place of a value in an answer, by names only: list positions are left out, and a typed value is named by its type. */
export type FieldName = readonly string[]

/** Fields without which nothing can be shown: the ids that prove that the answer is about the customer, and photos. */
const structural = [
  'id',
  'profiles.userId',
  'profiles.identifiers.*.type',
  'profiles.commChannels.*.type',
  'customerImage.**',
]

/** The rule for these fields. They stay visible even if they contain a masked value. */
export const structuralRule: FieldRule = { associate: 'show', manager: 'show', as: 'full', reveal: 'never' }
/** The rule for fields that the policy does not name. */
const unknown: FieldRule = { associate: 'mask', manager: 'mask', as: 'full', reveal: 'with-reason' }

/** The vendor repeats two parts under other names, and its samples differ in letter case. */
const spelling = (name: string) => {
  const lower = name.toLowerCase()
  return lower === 'allfields' ? 'fields' : lower === 'identifiersall' ? 'identifiers' : lower
}

type Pattern = { segments: string[]; isOpen: boolean; rule: FieldRule }

/**
 * The rules of a policy, as a function of the field name. The most specific pattern decides: the names are compared one by one; an
 * exact name takes precedence over `*`, and `*` over `**`.
 */
export function fieldRules({ fields }: Pick<Policy, 'fields'>): (name: FieldName) => FieldRule {
  const patterns = [
    ...structural.map((written) => [written, structuralRule] as const),
    ...Object.entries(fields).filter(([written]) => !structural.includes(written)),
  ].map(([written, rule]) => toPattern(written, rule))
  patterns.sort(moreSpecificFirst)
  const decided = new Map<string, FieldRule>()
  return (name) => {
    const key = name.join('\n')
    const known = decided.get(key)
    if (known !== undefined) return known
    // A dot within one of the vendor's names belongs to the name; it does not separate levels.
    const segments = name.map(spelling)
    const rule = patterns.find((each) => matches(each, segments))?.rule ?? unknown
    // The names come from the vendor. Without a limit this cache could grow for ever.
    if (decided.size < mostRemembered) decided.set(key, rule)
    return rule
  }
}

const mostRemembered = 5000

function toPattern(written: string, rule: FieldRule): Pattern {
  const segments = written.split('.').map(spelling)
  const isOpen = segments.at(-1) === '**'
  return { segments: isOpen ? segments.slice(0, -1) : segments, isOpen, rule }
}

const matches = ({ segments, isOpen }: Pattern, name: string[]) =>
  (isOpen ? name.length >= segments.length : name.length === segments.length) &&
  segments.every((segment, at) => segment === '*' || segment === name[at])

function moreSpecificFirst(one: Pattern, other: Pattern) {
  for (let at = 0; at < Math.max(one.segments.length, other.segments.length); at++) {
    const difference = rankAt(other, at) - rankAt(one, at)
    if (difference !== 0) return difference
  }
  return Number(one.isOpen) - Number(other.isOpen)
}

const rankAt = ({ segments }: Pattern, at: number) => {
  const segment = segments[at]
  return segment === undefined ? 0 : segment === '*' ? 1 : 2
}
