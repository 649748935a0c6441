import * as v from 'valibot'
import { readAccountStatus } from '#contract/customer/account-status.ts'
import { readStaff, readTill } from '#contract/capillary/till.ts'
import { notEnrolled } from '#gateway/capillary/worth-call.ts'
import { bodyOf, type CallFinding } from './call-findings.ts'
import type { Call } from './recorded-calls.ts'

/** A call and what it showed. */
export type Examined = { call: Call; finding: CallFinding }

/** What the searches showed. `undefined`: not asked, or not answered. */
export type Searches = { ofTwoLetters?: number; withoutAccents?: boolean }

export type Evidence = {
  examined: readonly Examined[]
  /** The call for a customer that does not exist. */
  unknown: Examined | undefined
  searches: Searches
}

export type Verdict = 'holds' | 'not seen' | `does not hold: ${string}`

const no = (what: string): Verdict => `does not hold: ${what}`

const of = ({ examined }: Evidence, kind: string) => examined.filter(({ finding }) => finding.kind === kind)
const wellOf = (evidence: Evidence, kind: string) =>
  of(evidence, kind).filter(({ finding }) => finding.problem === undefined)
const inGeneral = ({ status, errors }: CallFinding) =>
  `HTTP ${status ?? 'without an answer'}${errors.length === 0 ? '' : ` with error ${errors.join(', ')}`}`

const images = v.object({ customerImage: v.nullish(v.unknown()) })
const failedItem = v.object({ status: v.union([v.literal('false'), v.literal(false)]) })

export function noPhoto(evidence: Evidence): Verdict {
  const [photo] = wellOf(evidence, 'photo')
  if (photo === undefined) return 'not seen'
  const { customerImage } = v.parse(images, bodyOf(photo.call))
  if (customerImage === undefined || customerImage === null) return 'holds'
  if (!Array.isArray(customerImage)) return no('`customerImage` is not a list')
  return customerImage.every((item) => v.is(failedItem, item)) ? 'holds' : 'not seen'
}

export function unknownId({ unknown }: Evidence): Verdict {
  if (unknown?.call.answer === undefined) return 'not seen'
  const { finding } = unknown
  return finding.status === 200 && finding.errors.includes(8015) ? 'holds' : no(inGeneral(finding))
}

/** Failures whose status is documented, or which are not about a customer. */
const documentedFailures = new Set([
  'not_allowed',
  'not_offered',
  'vendor_refused_credentials',
  'vendor_busy',
  'vendor_down',
])

export function otherFailures({ examined }: Evidence): Verdict {
  const failures = examined.filter(
    ({ finding: { problem, errors } }) =>
      problem !== undefined && errors.length > 0 && !documentedFailures.has(problem),
  )
  if (failures.length === 0) return 'not seen'
  const other = failures.find(({ finding }) => finding.status !== 200)
  return other === undefined ? 'holds' : no(inGeneral(other.finding))
}

export function refusedCall(evidence: Evidence): Verdict {
  const refused = evidence.examined.find(
    ({ finding }) =>
      finding.problem === 'vendor_refused_credentials' && !['token', 'till'].includes(finding.kind),
  )
  if (refused === undefined) return 'not seen'
  const text = refused.call.answer?.text ?? ''
  const isXml = /^\s*(<\?xml[^>]*>)?\s*<response>/.test(text)
  return refused.finding.status === 401 && isXml
    ? 'holds'
    : no(`${inGeneral(refused.finding)}, ${isXml ? 'in XML' : 'not in this XML'}`)
}

export function wrongKeyPair(evidence: Evidence): Verdict {
  const refused = of(evidence, 'token').find(
    ({ finding }) => finding.problem === 'vendor_refused_credentials',
  )
  if (refused === undefined) return 'not seen'
  return refused.finding.status === 401 ? 'holds' : no(inGeneral(refused.finding))
}

export function deletedPerson(evidence: Evidence): Verdict {
  const deleted = of(evidence, 'photo').find(({ finding }) => finding.problem === 'customer_deleted')
  if (deleted === undefined) return 'not seen'
  return deleted.finding.errors.length === 0 ? 'holds' : no('it stands in `errors`')
}

const statusLog = v.object({ data: v.array(v.object({ status: v.optional(v.string()) })) })
const documented = new Set(['ACTIVE', 'SUSPENDED', 'DELETED'])

export function statusWords(evidence: Evidence): Verdict {
  const words = wellOf(evidence, 'status').flatMap(({ call }) => {
    const read = v.safeParse(statusLog, bodyOf(call))
    return read.success ? read.output.data.flatMap(({ status }) => status ?? []) : []
  })
  const others = words.filter((word) => !documented.has(word))
  if (others.length === 0) return 'not seen'
  const unread = others.find((status) => {
    const read = readAccountStatus({ data: [{ status, isActive: true }] }, undefined)
    return read.status === 'other' || read.status === 'unknown'
  })
  return unread === undefined
    ? 'holds'
    : no(`there is ${/^[A-Z_]{1,40}$/.test(unread) ? unread : 'a word that is not in capitals'}`)
}

const labelledEntries = v.object({
  data: v.array(v.object({ label: v.string(), status: v.optional(v.string()) })),
})

export function wordBesideLabel(evidence: Evidence): Verdict {
  const own = wellOf(evidence, 'status').flatMap(({ call }) => {
    const read = v.safeParse(labelledEntries, bodyOf(call))
    return read.success
      ? read.output.data.filter(({ label }) => isOwnLabel(label)).map(({ status }) => status)
      : []
  })
  if (own.length === 0) return 'not seen'
  return own.every((status) => status === 'ACTIVE') ? 'holds' : no('another word or none stands there')
}

const isOwnLabel = (label: string) =>
  readAccountStatus({ data: [{ label, isActive: true }] }, undefined).status === 'other'

const programmes = v.object({ loyaltyProgramDetails: v.array(v.unknown()) })

function programmesIn(evidence: Evidence) {
  const [loyalty] = of(evidence, 'loyalty')
  if (loyalty?.call.answer === undefined) return undefined
  const { errors, warnings, problem } = loyalty.finding
  const read = v.safeParse(programmes, bodyOf(loyalty.call))
  return {
    codes: [...errors, ...warnings].filter((code) => notEnrolled.has(code)),
    hasAnyCode: errors.length + warnings.length > 0,
    count: read.success ? read.output.loyaltyProgramDetails.length : undefined,
    isRead: problem === undefined,
  }
}

export function embeddedPoints(evidence: Evidence): Verdict {
  const seen = programmesIn(evidence)
  if (seen === undefined || !seen.isRead || seen.hasAnyCode) return 'not seen'
  return seen.count === undefined ? no('the answer has no `loyaltyProgramDetails`') : 'holds'
}

export function noProgramme(evidence: Evidence): Verdict {
  const seen = programmesIn(evidence)
  if (seen === undefined) return 'not seen'
  if (seen.codes.length > 0)
    return seen.codes.includes(8089) ? 'holds' : no(`the code is ${seen.codes.join(', ')}`)
  return seen.isRead && seen.count === 0 && !seen.hasAnyCode
    ? no('the list of programmes is empty, and no code says why')
    : 'not seen'
}

export function staffOfStore(evidence: Evidence): Verdict {
  const till = wellOf(evidence, 'till').map(({ call }) => readTill(bodyOf(call))?.till)[0]
  const staff = wellOf(evidence, 'staff').flatMap(({ call }) => readStaff(bodyOf(call)))
  if (till === undefined || staff.length === 0) return 'not seen'
  return staff.some(({ storeCode }) => storeCode === till)
    ? 'holds'
    : no('nobody on the list has the code of the till as `store_code`')
}

const listOfIds = v.object({ entity: v.array(v.unknown()) })

const severalIdsIn = ({ call }: Examined) => v.is(listOfIds, bodyOf(call))

export function severalIds(evidence: Evidence): Verdict {
  return [...of(evidence, 'details'), ...of(evidence, 'lookup')].some(severalIdsIn) ? 'holds' : 'not seen'
}

export function accents({ searches: { withoutAccents } }: Evidence): Verdict {
  if (withoutAccents === undefined) return 'not seen'
  return withoutAccents ? 'holds' : no('without the accent the customer is not found')
}

export function shortSearch({ searches: { ofTwoLetters } }: Evidence): Verdict {
  if (ofTwoLetters === undefined) return 'not seen'
  return ofTwoLetters === 0 ? 'holds' : no('two characters find people')
}
