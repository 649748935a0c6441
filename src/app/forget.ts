import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '#contract/api/session.ts'
import { deciding } from '#src/api/decisions.ts'
import { viewAsAssociate } from '#src/api/notices.ts'
import { redeeming } from '#src/api/redeeming.ts'
import { sessionQuery } from '#src/api/session.ts'
import { colleaguesQuery } from '#src/api/verification.ts'
import { keepEnrolmentDraft } from './enrolment-draft.ts'
import { keepMatch } from './match.ts'
import { forgetHandOver } from './hand-over.ts'
import { forgetHeard } from './heard.ts'
import { forgetRecentCustomers } from './recent-customers.ts'
import { forgetRenewalsAsked } from './renewals-asked.ts'
import { keepDraft } from './search-draft.ts'

let leave = () => undefined

/** @param goToStart replaces the customer on screen by the start page */
export function setWayToStart(goToStart: () => undefined) {
  leave = goToStart
}

/**
 * Forgets everything that must not outlive the work of one associate: the customer in the address, and with the screen the
 * customer's data and photos; the text in the search box, and what was entered to enrol somebody; proofs, decisions, receipts and redemptions; the
 * hand-over from a till system; the recent customers, and whose photos are old.
 */
export function forget() {
  deciding.forget()
  redeeming.forget()
  forgetHandOver()
  forgetHeard()
  forgetRecentCustomers()
  forgetRenewalsAsked()
  keepMatch(undefined)
  keepDraft('')
  keepEnrolmentDraft(undefined)
  viewAsAssociate(false)
  leave()
}

/** Identifies whose work is on this screen: `undefined` if nobody is signed in, or the associate at the till is not yet known. */
export const ownerOf = ({ state, who }: Session) =>
  state === 'signed-out' || who === undefined || (who.staff.length > 0 && who.associate === undefined)
    ? undefined
    : who.owner

/**
 * Calls `forget` whenever the associate at the till changes: after a sign-in, a sign-out, a take-over and the end of a session,
 * whichever call or tab reports it.
 */
export function watchOwner(client: QueryClient) {
  let owner: string | undefined
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'session') return
    const session = client.getQueryData(sessionQuery().queryKey)
    const next = session && ownerOf(session)
    if (next === owner) return
    const former = owner
    owner = next
    // The list leaves out the associate at the till.
    client.removeQueries({ queryKey: colleaguesQuery().queryKey })
    if (former !== undefined) forget()
  })
}
