/** With the value `associate` on any request of a manager: the answer is what an associate would get. */
export const viewAsHeader = 'x-view-as'

/**
 * Set in an answer above a soft limit of the scraping guard: the answer was delayed. Its value is the reason that the pause would
 * have.
 */
export const manyLookUpsHeader = 'x-many-look-ups'

/** In an answer about a customer: the view, a sealed note that this customer was shown here. It is sent back with a decision. */
export const viewHeader = 'x-view'

/** In a request for a customer: the identity, URI-encoded, of a picture that the page already has or has given up for now. */
export const photoNotNeededHeader = 'x-photo-not-needed'
