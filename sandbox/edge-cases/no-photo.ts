import { images, special } from './edge-cases.ts'

/** No photo on file, in each way the vendor might say so. */
export const noPhoto = [
  special(600_000_101, 'Greta Lindqvist', 'No photo: the answer has no customerImage at all.', {
    alter: (answer) => ({ ...answer, customerImage: undefined }),
  }),
  special(600_000_102, 'Owen Pritchard', 'No photo: customerImage is null.', { alter: images(() => null) }),
  special(600_000_103, 'Lerato Dlamini', 'No photo: customerImage is an empty list.', { photos: [] }),
  special(600_000_104, 'Tomas Novotny', 'No photo: the only item says 404 and status "false".', {
    alter: images(() => [{ code: 404, message: 'File not found', status: 'false' }]),
  }),
]
