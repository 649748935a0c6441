import { denied, failed, fault, html } from '#sandbox/api/bodies.ts'
import type { Answer } from '#sandbox/answer.ts'
import { type Alter, special } from './edge-cases.ts'

const BUSY = 'Too many requests'
const TWO_MEGABYTES = 2 * 1024 * 1024

const bloated: Alter = (answer) => ({
  ...answer,
  extendedFields: { ...answer.extendedFields, remarks: 'very chatty '.repeat(Math.ceil(TWO_MEGABYTES / 12)) },
})

/** The vendor is busy, down, slow, or answers what nobody can read. */
export const trouble = [
  special(600_000_601, 'Busy Bennett', 'Busy: HTTP 429 with Retry-After: 2.', {
    answer: () => failed(429, BUSY, 429, { 'Retry-After': '2' }),
  }),
  special(600_000_602, 'Busy Brand', 'Busy: HTTP 429 without Retry-After.', {
    answer: () => failed(429, BUSY, 429),
  }),
  special(600_000_603, 'Busy Search', 'Busy: HTTP 461, the search engine is.', {
    answer: searchIsBusy,
    inSearch: searchIsBusy,
  }),
  special(600_000_604, 'Busy Account', 'Busy: HTTP 521, several actions run for this customer.', {
    answer: () => failed(521, 'Multiple actions running for the customer', 521),
  }),
  special(600_000_605, 'Busy Once', 'Busy at the first call (429), fine at the next, and so on in turn.', {
    answer: ({ ordinary, world, userId }) =>
      world.turn(`busy ${userId}`) % 2 === 1 ? failed(429, BUSY, 429, { 'Retry-After': '1' }) : ordinary(),
  }),
  special(600_000_606, 'Down Access', 'Down: HTTP 503 with code 4001.', {
    answer: () => denied(4001, 'Authorization status unavailable!', 503),
  }),
  special(600_000_607, 'Down Edge', 'Down: HTTP 502 with an HTML page.', {
    answer: () => html(502, '502 Bad Gateway'),
  }),
  special(600_000_608, 'Slow Loris', 'Slow: the answer takes 8 seconds.', {
    answer: async ({ ordinary }) => ({ ...(await ordinary()), waitMs: 8000 }),
  }),
  special(600_000_609, 'Silent Night', 'Hanging: the answer never comes.', ending('hang')),
  special(600_000_610, 'Cut Short', 'The connection ends in the middle of the answer.', ending('cut')),
  special(600_000_611, 'Reset Button', 'The connection is reset before the first byte.', ending('reset')),
  special(600_000_612, 'Broken Jason', 'Malformed JSON: the closing half is missing.', {
    answer: async ({ ordinary }) => {
      const whole = await ordinary()
      return { ...whole, body: whole.body.toString().slice(0, 600) }
    },
  }),
  special(600_000_613, 'Hyper Text', 'HTTP 200 with an HTML page.', {
    answer: () => html(200, 'Scheduled maintenance'),
  }),
  special(600_000_614, 'Blank Page', 'HTTP 200 with an empty body.', {
    answer: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '' }),
  }),
  special(600_000_615, 'Chatty Cathy', 'An answer of 2 MB.', { alter: bloated }),
  special(
    600_000_616,
    'Warned Walker',
    'A good answer with a warning: the points could not be loaded (91001).',
    {
      alter: (answer) => ({ ...answer, warnings: [fault(91001, 'Points could not be fetched')] }),
    },
  ),
]

function searchIsBusy() {
  return failed(461, 'Search engine is busy', 461)
}

function ending(how: NonNullable<Answer['ending']>) {
  return {
    answer: async ({ ordinary }: { ordinary: () => Promise<Answer> }) => ({
      ...(await ordinary()),
      ending: how,
    }),
  }
}
