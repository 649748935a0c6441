/** With the value `associate` on any request of a manager: the answer is as an associate gets it. */
export const viewAsHeader = 'x-view-as'

/**
 * Set in an answer to whoever looks many people up: they are still answered, only slower. Its value is the reason of the pause
 * that comes next.
 */
export const manyLookUpsHeader = 'x-many-look-ups'

/** In an answer about a customer: what proves to the gateway that this customer was shown here. Sent back with what is decided. */
export const viewHeader = 'x-view'
