import * as v from 'valibot'
import { part, text } from '#contract/capillary/wire.ts'

/** The status of an account. `unknown`: the vendor does not state it; `other`: the vendor uses a word of the organisation's own. */
export const accountStatus = v.object({
  status: v.picklist([
    'active',
    'suspended',
    'fraud_suspected',
    'fraud_confirmed',
    'deleted',
    'pending_deletion',
    'internal',
    'other',
    'unknown',
  ]),
  /** The vendor's own word for the status. */
  label: v.optional(v.string()),
})

/** What `GET /api/customers/{userId}/status` answers. */
export type AccountStatus = v.InferOutput<typeof accountStatus>

const wire = part({ statusLabel: text, fraudDetails: part({ status: text }) })

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
 * Reads the account status from an answer with `embed=customerStatus` and `includedFraudDetails=true`. The shape of the former is
 * not documented; its names are taken from public clients. A status that cannot be read is `unknown`, never "active".
 *
 * @see https://docs.capillarytech.com/reference/update-customer-status
 */
export function readAccountStatus(body: unknown): AccountStatus {
  const { statusLabel, fraudDetails } = v.parse(wire, body)
  const fraud = fraudDetails.status === undefined ? undefined : plain(fraudDetails.status)
  const byFraud: AccountStatus['status'] | undefined =
    fraud === undefined || notFraud.has(fraud)
      ? undefined
      : fraud.includes('confirmed')
        ? 'fraud_confirmed'
        : 'fraud_suspected'
  const label = statusLabel === undefined ? {} : { label: statusLabel }
  const status = statusLabel === undefined ? 'unknown' : (byLabel.get(plain(statusLabel)) ?? 'other')
  // A fraud status in the newer field takes precedence over the older fraud mark, which it replaces once it is switched on.
  if (byFraud !== undefined && !['fraud_suspected', 'fraud_confirmed', 'deleted'].includes(status))
    return { status: byFraud, ...label }
  return { status, ...label }
}
