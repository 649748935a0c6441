import { portrait } from '#sandbox/customers/pictures.ts'
import { special } from './edge-cases.ts'

const SHARED_MOBILE = '447700900903'

/** People who are hard to tell apart by what a clerk is given. */
export const foundBy = [
  special(
    600_000_901,
    'Meera Pillai',
    'The first of two people with one name: the e-mail addresses differ.',
    {
      email: 'meera.pillai@example.com',
      cards: [
        { number: 'CS-4000-0901', series: [4001, 'Gold Card'], issued: '2022-05-04', status: 'ACTIVE' },
      ],
      photos: [{ picture: portrait('p19') }],
    },
  ),
  special(
    600_000_902,
    'Meera Pillai',
    'The second of two people with one name: the e-mail addresses differ.',
    {
      email: 'meera.p.1988@example.net',
      externalId: 'EXT-0902',
      photos: [{ picture: portrait('p05-1') }],
    },
  ),
  special(600_000_903, 'Shared Telephone', 'Has one mobile with the next: a look-up by it leads to both.', {
    mobile: SHARED_MOBILE,
  }),
  special(
    600_000_904,
    'Other Telephone',
    'Has one mobile with the one before: a look-up by it leads to both.',
    {
      mobile: SHARED_MOBILE,
      photos: [{ picture: portrait('p13') }],
    },
  ),
]
