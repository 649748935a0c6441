import { failed, fault } from '#sandbox/api/bodies.ts'
import type { Program } from '#sandbox/customers/worth.ts'
import { special } from './edge-cases.ts'

const silver: Program = { title: 'Loyalty', points: 420, tier: 'Silver', ratio: 0.25, lapsing: [] }

const withWarning = (code: number, message: string) => ({
  alter: (answer: object) => ({ ...answer, warnings: [fault(code, message)] }),
})

const oneVisit = [{ daysAgo: 18, amount: 1240, store: 'Indiranagar' }]

/** What is worth knowing, where the vendor tells a part of it only, or something unusual. */
export const worthCases = [
  special(600_001_151, 'Wanda Warned', 'The points could not be loaded (91001).', {
    ...withWarning(91001, 'Points could not be loaded'),
    worth: { programs: [] },
  }),
  special(600_001_152, 'Gareth Gapless', 'The gap to the next tier could not be told (8076).', {
    ...withWarning(8076, 'Gap to upgrade could not be loaded'),
    worth: {
      programs: [{ ...silver, next: { tier: 'Gold', basedOn: 'CUMULATIVE_PURCHASES', gap: 0, inDays: 30 } }],
    },
  }),
  special(600_001_153, 'Nadia Noprogramme', 'The customer is in no programme (8089).', {
    answer: ({ query, ordinary }) =>
      query.get('embed')?.includes('mlp')
        ? failed(8089, 'Customer is not enrolled in the program')
        : ordinary(),
    worth: { coupons: [], visits: [] },
  }),
  special(600_001_154, 'Theo Three', 'Three programmes, each with its points.', {
    worth: {
      programs: [
        { ...silver, title: 'Fashion', points: 120.5 },
        { ...silver, title: 'Food', points: 0, tier: 'Gold' },
        { ...silver, title: 'Home', points: 99_999, tier: 'Black' },
      ],
    },
  }),
  special(600_001_155, 'Tara Top', 'The top tier, points that never lapse, and points promised.', {
    worth: {
      programs: [{ ...silver, tier: 'Platinum', promised: 320, lapsing: [{ points: 420, inDays: 'never' }] }],
    },
  }),
  special(600_001_156, 'Hanna Household', 'Points that a household shares.', {
    worth: { programs: [silver], household: 2350 },
  }),
  special(600_001_157, 'Carla Coupons', 'Two hundred coupons.', {
    worth: {
      programs: [silver],
      coupons: Array.from({ length: 200 }, (_, index) => ({
        what: `Offer ${index + 1}`,
        type: 'ABS' as const,
        value: 10 + index,
        inDays: 5 + index,
      })),
      visits: oneVisit,
    },
  }),
  special(600_001_158, 'Zero Zahra', 'No points, no coupons, no visits: nothing is unknown.', {
    worth: { programs: [{ ...silver, points: 0 }], coupons: [], visits: [] },
  }),
  special(600_001_159, 'Roy Return', 'The last transaction is a return.', {
    worth: {
      programs: [silver],
      visits: [{ daysAgo: 1, amount: -200, store: 'Bandra', type: 'RETURN' }, ...oneVisit],
    },
  }),
]
