import { portrait } from '#sandbox/customers/pictures.ts'
import { special } from './edge-cases.ts'

/** Accounts that are not as they should be: said before anybody compares faces. */
export const standings = [
  special(600_001_001, 'Sam Suspended', 'The account is suspended, and gets no messages.', {
    status: { label: 'Suspended', reason: 'Asked for by the customer' },
    photos: [{ picture: portrait('p10') }],
  }),
  special(600_001_002, 'Frida Suspected', 'Fraud is suspected.', {
    status: { label: 'Fraud suspected' },
    photos: [{ picture: portrait('p06') }],
  }),
  special(600_001_003, 'Fred Confirmed', 'Fraud is confirmed, by the older mark alone.', {
    status: { fraud: 'CONFIRMED' },
    photos: [{ picture: portrait('p11') }],
  }),
  special(600_001_004, 'Dele Pending', 'The account is about to be deleted.', {
    status: { label: 'Pending deletion' },
    photos: [{ picture: portrait('p13') }],
  }),
  special(600_001_005, 'Owen Ownword', 'The status is a word of the organisation’s own.', {
    status: { label: 'Do not serve' },
    photos: [{ picture: portrait('p14') }],
  }),
]
