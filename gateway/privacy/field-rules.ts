import type { FieldRule, Policy } from './policy.ts'

export type Role = 'associate' | 'manager'

/** Who gets to see an answer, and by which rules. */
export type View = { rules: (name: FieldName) => FieldRule; role: Role }

/** Where in an answer something stands, by names only: list positions are left out, and a typed value has its type for a name. */
export type FieldName = readonly string[]

/** Without these nothing could be shown at all: ids by which the answer is proven to be about the customer, and photos. */
const structural = [
  'id',
  'profiles.userId',
  'profiles.identifiers.*.type',
  'profiles.commChannels.*.type',
  'customerImage.**',
]

/** Of what is structural: not even an echo of something masked takes it away. */
export const structuralRule: FieldRule = { associate: 'show', manager: 'show', as: 'full', reveal: 'never' }
/** What nobody named. */
const unknown: FieldRule = { associate: 'mask', manager: 'mask', as: 'full', reveal: 'with-reason' }

/** The vendor repeats two parts under other names; letter case differs from sample to sample. */
const spelling = (name: string) => {
  const lower = name.toLowerCase()
  return lower === 'allfields' ? 'fields' : lower === 'identifiersall' ? 'identifiers' : lower
}

type Pattern = { segments: string[]; isOpen: boolean; rule: FieldRule }

/**
 * The rules of a policy, to be asked for each field of an answer. The most specific pattern decides: compared name by name, a name
 * goes before `*`, and `*` before `**`.
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
    // A dot in a name of the vendor's is a part of it, not a place below.
    const segments = name.map(spelling)
    const rule = patterns.find((each) => matches(each, segments))?.rule ?? unknown
    // Names come from the vendor: a list of them that grows without end would be a leak.
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
