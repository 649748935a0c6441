/** What somebody did. */
export type AuditAction =
  | 'look_up'
  | 'search'
  | 'view'
  | 'photo'
  | 'reveal'
  | 'challenge'
  | 'decision'
  | 'sign_in'
  | 'associate'
  | 'lock'
  | 'unlock'
  | 'sign_out'
  | 'session_end'
  | 'limit'
  | 'lift'
  | 'alarm'

/** One thing somebody did, in words that name no person: no names, no identifiers, no photos. */
export type AuditEvent = {
  action: AuditAction
  /** `done`, or the problem code it was refused or failed with. */
  outcome: string
  /** The vendor's customer id, where it is about one. */
  customerId?: string
  /** Facts beside it, each a word or a number of ours, never something typed or a customer's value: `{ field: 'identifiers.mobile' }`. */
  facts?: Readonly<Record<string, string | number | boolean>>
}
