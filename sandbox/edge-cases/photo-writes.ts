import { denied, failed, imageFault, json } from '#sandbox/api/bodies.ts'
import { ORG_ID } from '#sandbox/customers/photo.ts'
import { special, type Special } from './edge-cases.ts'

type Writing = NonNullable<Special['write']>

const refused =
  (code: number, message: string): Writing =>
  ({ world }) =>
    imageFault(world, code, message)

/** Nobody has a photo, so that one can be taken; it is the write that is special. */
const taking = (userId: number, name: string, what: string, write: Writing) =>
  special(userId, name, what, { photos: [], write })

/** Adding or deleting a photo goes wrong. */
export const photoWrites = [
  special(600_001_251, 'Failing Ferry', 'A new photo is not taken (8079); the former stays.', {
    write: refused(8079, 'Image upload failed'),
  }),
  taking(
    600_001_252,
    'Nofile Nadeem',
    'A new photo is not taken: "no image passed" (8081).',
    refused(8081, 'No image passed'),
  ),
  taking(
    600_001_253,
    'Small Samir',
    'A new photo is said to be too small (8083).',
    refused(8083, 'Image too small'),
  ),
  taking(
    600_001_254,
    'Invalid Ines',
    'A new photo is said to be no image (8084).',
    refused(8084, 'No valid image passed'),
  ),
  special(600_001_255, 'Sticky Stefan', 'The photo cannot be deleted (8080); a new one can be added.', {
    write: ({ world, kind, ordinary }) =>
      kind === 'delete' ? imageFault(world, 8080, 'Error in deleting image') : ordinary(),
  }),
  taking(
    600_001_256,
    'Locked Luis',
    'Busy at the first write (521), fine at the next, and so on in turn.',
    ({ world, userId, ordinary }) =>
      world.turn(`write ${userId}`) % 2 === 1
        ? failed(521, 'Multiple actions running for the customer', 521)
        : ordinary(),
  ),
  taking(
    600_001_257,
    'Lost Lena',
    'A new photo is kept, but the connection breaks before the answer.',
    async ({ ordinary }) => ({
      ...(await ordinary()),
      ending: 'reset',
    }),
  ),
  taking(
    600_001_258,
    'Gone Gustav',
    'A new photo is not kept, and the connection breaks before the answer.',
    () => ({
      ...json({}),
      ending: 'reset',
    }),
  ),
  taking(
    600_001_259,
    'Denied Dora',
    'A till that may read customers may not change them: HTTP 403 with code 4000.',
    () => denied(4000, 'Not authorized. Access is denied!', 403),
  ),
  taking(600_001_260, 'Empty Emil', 'A new photo is refused with HTTP 400 and an empty object.', () =>
    json({}, 400),
  ),
  taking(600_001_261, 'Hollow Hanna', 'A new photo is said to be kept, and is not.', () =>
    json({
      data: [{ code: 200, message: 'Successfully uploaded file', status: 'true' }],
      warnings: [],
      errors: [],
    }),
  ),
  taking(600_001_262, 'Mixed Mila', 'The answer to a new photo is about another customer.', () =>
    json({
      data: [
        {
          code: 200,
          message: 'Successfully uploaded file',
          status: 'true',
          file: {
            name: `${ORG_ID}/565039505/0`,
            s3Token: `customerImage/${ORG_ID}/565039505/0f3c2b1a-5d4e-4f6a-8b7c-9d0e1f2a3b4c`,
          },
        },
      ],
      warnings: [],
      errors: [],
    }),
  ),
]
