import type { Customer } from './customer.ts'
import { peopleOfAfricaAndTheGulf } from './people-of-africa-and-the-gulf.ts'
import { peopleOfAsia } from './people-of-asia.ts'
import { peopleOfEuropeAndTheAmericas } from './people-of-europe-and-the-americas.ts'
import { portrait } from './pictures.ts'

/** The customer of the vendor's own sample. https://docs.capillarytech.com/reference/get-customer-image */
export const aditi: Customer = {
  userId: 565039505,
  name: ['Aditi', 'Khan'],
  // The published sample hides the address behind "[email protected]".
  email: 'aditi.khan@example.com',
  mobile: '919148574269',
  fields: { address: 'Bangalore1234', city_name: 'Bangalore' },
  extendedFields: { gender: 'Male' },
  worth: {
    programs: [
      {
        title: 'Loyalty',
        points: 420,
        tier: 'Gold',
        next: { tier: 'Platinum', basedOn: 'CUMULATIVE_PURCHASES', gap: 3200, inDays: 121 },
        lapsing: [{ points: 80, inDays: 4 }],
        ratio: 0.25,
      },
    ],
    coupons: [
      { what: 'Festive offer', type: 'ABS', value: 200, inDays: 20 },
      { what: 'Next visit', type: 'PERC', value: 10, inDays: 45, left: -1 },
    ],
    visits: [{ daysAgo: 18, amount: 1240, store: 'Indiranagar' }],
    badges: ['Early bird', 'Ten visits', 'Festive shopper', 'Friend of the store'],
  },
  photos: [
    {
      picture: portrait('p01', 'p17'),
      uuid: 'a3982817-21ca-46f6-acfa-0d1c23d1fe2e',
      fileHandle: '01a24b35-f1fa-4dc3-bbce-ab9bc5094e2c',
      fileSize: 209859,
      takenAt: '2025-04-30 12:25:56',
    },
  ],
}

/** The shop's ordinary customers. All are invented; their numbers are of ranges kept for drama where a country has one. */
export const people: readonly Customer[] = [
  aditi,
  ...peopleOfAsia,
  ...peopleOfAfricaAndTheGulf,
  ...peopleOfEuropeAndTheAmericas,
]
