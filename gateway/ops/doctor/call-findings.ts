import { readAccountStatus } from '#contract/customer/account-status.ts'
import { readFoundCustomer, readCustomer, RefusedAnswer } from '#contract/customer/customer.ts'
import { readCoupons, readLastVisit, readLoyalty } from '#contract/capillary/loyalty-answer.ts'
import { readAccessToken, readNotes } from '#contract/capillary/notes.ts'
import { readLookup, readSearch } from '#contract/capillary/people-answer.ts'
import { readStaff, readTill } from '#contract/capillary/till.ts'
import { isUnknownPath, judge, judgeSearch, noteCodes } from '#gateway/capillary/outcome.ts'
import { notEnrolled } from '#gateway/capillary/worth-call.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { withoutValues, type Call } from './recorded-calls.ts'
import { compare, shapeOf, watched } from './shape.ts'

type Kind = {
  kind: string
  path: RegExp
  name: string
  /** What an access group must allow for it. */
  right: string
  /** The contract's reader. @returns `undefined` if it cannot read the answer */
  read: (body: unknown, path: string) => unknown
}

/** Which of several calls of a kind it is: by which identifier, or for whom. */
function ofWhat(path: string) {
  const query = new URLSearchParams(path.split('?')[1])
  const [by, type] = [query.get('identifierName'), query.get('type')]
  return by !== null ? ` by ${by}` : type !== null ? ` (${type.toLowerCase()}s)` : ''
}

const idIn = (path: string) => /\/customers\/(\d+)/.exec(path)?.[1] ?? ''
const someLookup = (body: unknown) => (readLookup(body).length > 0 ? true : readFoundCustomer(body))

/** Every call that the product makes to read, and how the contract reads its answer. The first that fits counts. */
const kinds: readonly Kind[] = [
  {
    kind: 'token',
    path: /^\/v3\/oauth\/token/,
    name: 'The OAuth token',
    right: 'an OAuth client',
    read: readAccessToken,
  },
  {
    kind: 'till',
    path: /^\/v1\.1\/store\/login/,
    name: 'The sign-in of the till',
    right: 'a till',
    read: readTill,
  },
  {
    kind: 'staff',
    path: /^\/v1\.1\/store\/staff/,
    name: 'The list of staff',
    right: 'Store: read',
    read: readStaff,
  },
  {
    kind: 'reading of codes',
    path: /^\/v2\/otp\?/,
    name: 'Reading one-time codes',
    right: 'none',
    read: () => true,
  },
  {
    kind: 'details',
    path: /\/lookup\/customerDetails/,
    name: 'The look-up with all data',
    right: 'Customer: read',
    read: someLookup,
  },
  {
    kind: 'lookup',
    path: /\/customers\/lookup\?/,
    name: 'The plain look-up',
    right: 'Customer: read',
    read: someLookup,
  },
  {
    kind: 'search',
    path: /\/customers\/search/,
    name: 'The search by name',
    right: 'Customer: read',
    read: readSearch,
  },
  {
    kind: 'coupons',
    path: /\/customers\/coupons/,
    name: 'The list of coupons',
    right: 'Coupon: read',
    read: readCoupons,
  },
  {
    kind: 'status',
    path: /\/statusLog/,
    name: 'The log of statuses',
    right: 'Customer: read',
    read: (body) => readAccountStatus(body, undefined),
  },
  {
    kind: 'fraud',
    path: /includedFraudDetails/,
    name: 'The mark of fraud',
    right: 'Customer: read',
    read: (body) => readAccountStatus(undefined, body),
  },
  {
    kind: 'loyalty',
    path: /embed=mlp/,
    name: 'The call for points and tiers',
    right: 'Points: read',
    read: readLoyalty,
  },
  {
    kind: 'visits',
    path: /\/transactions/,
    name: 'The list of transactions',
    right: 'Transaction: read',
    read: (body) => readLastVisit(body) ?? true,
  },
  {
    kind: 'photo',
    path: /CUSTOMERIMAGE/,
    name: 'The customer with the photo',
    right: 'Customer: read',
    read: (body, path) => readCustomer(body, idIn(path)),
  },
]

/** What one call showed. It holds no value of the answer. */
export type CallFinding = {
  kind: string
  call: string
  name: string
  right: string
  milliseconds: number
  /** `undefined`: it was answered, allowed and read. */
  problem: string | undefined
  status: number | undefined
  errors: number[]
  warnings: number[]
  shape: unknown
  /** Places of the answer that the contract does not read, and places that it reads and the answer does not have. */
  ignored: string[]
  absent: string[]
}

export function findingOf(call: Call): CallFinding | undefined {
  const kind = kinds.find(({ path }) => path.test(call.path))
  if (kind === undefined) return undefined
  const told = {
    kind: kind.kind,
    call: withoutValues(call),
    name: `${kind.name}${ofWhat(call.path)}`,
    right: kind.right,
    milliseconds: call.milliseconds,
  }
  const { answer } = call
  if (answer === undefined) return { ...told, ...nothing, problem: codeOf(call.fault), status: undefined }
  const body = bodyOf(call)
  const { value, places } = watched(body)
  const problem = problemOf(kind, call, value)
  return {
    ...told,
    problem,
    status: answer.status,
    ...noteCodes(answer),
    shape: shapeOf(body),
    ...(problem === undefined ? compare(body, places) : { ignored: [], absent: [] }),
  }
}

const nothing = { errors: [], warnings: [], shape: undefined, ignored: [], absent: [] }

const codeOf = (fault: unknown) => (fault instanceof ProblemError ? fault.code : 'no_answer')

/** The parsed JSON of an answer, or `undefined`. */
export function bodyOf({ answer }: Call): unknown {
  try {
    return JSON.parse(answer?.text ?? '')
  } catch {
    return undefined
  }
}

function problemOf({ kind, read }: Kind, { answer, path }: Call, body: unknown): string | undefined {
  if (answer === undefined) return undefined
  try {
    if (isUnknownPath(answer)) return 'not_offered'
    readNotes(body)
    if (kind === 'token') return read(body, path) === undefined ? 'vendor_refused_credentials' : undefined
    if (kind === 'loyalty' && noteCodes(answer).errors.some((code) => notEnrolled.has(code))) return undefined
    if (kind === 'search') judgeSearch(answer)
    else judge(answer, idIn(path) || undefined)
    return read(body, path) === undefined ? 'vendor_unreadable' : undefined
  } catch (fault) {
    if (fault instanceof RefusedAnswer)
      return fault.reason === 'unreadable' ? `unreadable at ${fault.path}` : fault.reason
    return codeOf(fault)
  }
}
