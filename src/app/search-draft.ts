import { linkParameter } from '#contract/api/linked-customer.ts'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { startPath } from './paths.ts'

let draft = ''

/** Keeps the text of the search box, in memory only, so that an associate who unlocks in time finds it again. */
export const keepDraft = (text: string) => {
  draft = text
  isByLink = false
}

export const keptDraft = () => draft

let isByLink = false

/** Whether the text came with a link from another site, and nobody has looked it up since. */
export const askedByLink = () => isByLink

/**
 * Takes the customer for whom a link from another site asked out of the address. The gateway leads such links to the search box,
 * because a link must look nobody up by itself.
 */
export function takeLinkedCustomer() {
  const { pathname, search } = location
  const customer = new URLSearchParams(search).get(linkParameter) ?? ''
  if (pathname !== startPath || !isCustomerId(customer)) return
  history.replaceState(null, '', pathname)
  keepDraft(customer)
  isByLink = true
}
