import * as v from 'valibot'
import { flag, list, part, text } from '#contract/capillary/wire.ts'

/** `unknown`: the vendor does not state the status; `other`: the vendor uses a word of the organisation's own. */
export const statusBesideActive = v.picklist([
  'suspended',
  'fraud_suspected',
  'fraud_confirmed',
  'deleted',
  'pending_deletion',
  'internal',
  'other',
  'unknown',
])

/** The status of an account. */
export const accountStatus = v.object({
  status: v.picklist(['active', ...statusBesideActive.options]),
  /** The vendor's own word for the status. */
  label: v.optional(v.string()),
})

/** What `GET /api/customers/{userId}/status` answers. */
export type AccountStatus = v.InferOutput<typeof accountStatus>

const log = part({ data: list(v.object({ label: text, status: text, isActive: flag })) })
const details = part({ fraudDetails: part({ status: text }) })

/** The statuses that the vendor documents, by their labels. */
const byLabel = new Map<string, AccountStatus['status']>([
  ['active', 'active'],
  ['suspended', 'suspended'],
  ['deleted', 'deleted'],
  ['fraud suspected', 'fraud_suspected'],
  ['fraud confirmed', 'fraud_confirmed'],
  ['internal', 'internal'],
  ['pending deletion', 'pending_deletion'],
])

const plain = (words: string) => words.toLowerCase().replaceAll(/[\s_-]+/g, ' ')

const notFraud = new Set(['not fraud', 'none', 'no', 'false'])

/**
 * Reads the account status from the log of its statuses, whose active entry is the current one, and from the older mark of fraud in
 * an answer with `includedFraudDetails=true`. A status that cannot be read is `unknown`, never "active". The organisation's own word
 * (`label`) decides before the vendor's fixed word, because it says more.
 *
 * @see https://docs.capillarytech.com/reference/get-status-log-1
 */
export function readAccountStatus(logBody: unknown, customerBody: unknown): AccountStatus {
  const current = v.parse(log, logBody).data.find(({ isActive }) => isActive === true)
  const fraudMark = v.parse(details, customerBody).fraudDetails.status
  const fraud = fraudMark === undefined ? undefined : plain(fraudMark)
  const byFraud: AccountStatus['status'] | undefined =
    fraud === undefined || notFraud.has(fraud)
      ? undefined
      : fraud.includes('confirmed')
        ? 'fraud_confirmed'
        : 'fraud_suspected'
  const word = current?.label ?? current?.status
  const label = word === undefined ? {} : { label: word }
  const status = statusOf(current?.label, current?.status)
  // A fraud status in the newer field takes precedence over the older fraud mark, which it replaces once it is switched on.
  if (byFraud !== undefined && !['fraud_suspected', 'fraud_confirmed', 'deleted'].includes(status))
    return { status: byFraud, ...label }
  return { status, ...label }
}

function statusOf(label: string | undefined, fixed: string | undefined): AccountStatus['status'] {
  const [byWord, byFixed] = [label, fixed].map((word) =>
    word === undefined ? undefined : byLabel.get(plain(word)),
  )
  if (byWord !== undefined) return byWord
  // An organisation's own word for an account that the vendor counts as active can be a warning: it is shown.
  if (label !== undefined && (byFixed === undefined || byFixed === 'active')) return 'other'
  return byFixed ?? (fixed === undefined ? 'unknown' : 'other')
}
