import type { ImageItem } from '#sandbox/customers/image-items.ts'
import { aditi } from '#sandbox/customers/people.ts'
import { portrait } from '#sandbox/customers/pictures.ts'
import { images, special } from './edge-cases.ts'

/** A customer with a photo of their own, to be mixed up with. */
const OTHER = aditi.userId

const inFile = (change: Partial<ImageItem['file']>) =>
  images((items) => items.map((item) => ({ ...item, file: { ...item.file, ...change } })))

/** Answers and photos that belong to another customer: nothing of them may be shown. */
export const somebodyElse = [
  special(600_000_701, 'Swapped Answer', 'The answer carries the id of another customer.', {
    alter: (answer) => ({ ...answer, id: OTHER }),
  }),
  special(600_000_702, 'Swapped Profile', 'Only the profile carries the user id of another customer.', {
    alter: (answer) => ({
      ...answer,
      profiles: answer.profiles.map((profile) => ({ ...profile, userId: OTHER })),
    }),
  }),
  special(600_000_703, 'Swapped File', "The photo's file name names another customer.", {
    alter: inFile({ name: `100737/${OTHER}/0` }),
  }),
  special(600_000_704, 'Swapped Token', "The photo's s3Token names another customer.", {
    alter: inFile({ s3Token: `customerImage/100737/${OTHER}/a3982817-21ca-46f6-acfa-0d1c23d1fe2e` }),
  }),
  special(
    600_000_705,
    'Swapped Link',
    "The photo's link leads to another customer's photo; all else is right.",
    {
      photos: [{ picture: portrait('p13'), link: { photoOf: OTHER } }],
    },
  ),
]
