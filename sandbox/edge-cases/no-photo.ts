import type { ImageItem } from '#sandbox/customers/image-items.ts'
import { type Alter, images, special } from './edge-cases.ts'

/** No photo on file, in each way the vendor might say so, until somebody gives one. */
export const noPhoto = [
  special(600_000_101, 'Greta Lindqvist', 'No photo: the answer has no customerImage at all.', {
    photos: [],
    alter: (answer) =>
      answer.customerImage?.length === 0 ? { ...answer, customerImage: undefined } : answer,
  }),
  special(
    600_000_102,
    'Owen Pritchard',
    'No photo: customerImage is null.',
    whereNone(() => null),
  ),
  special(600_000_103, 'Lerato Dlamini', 'No photo: customerImage is an empty list.', { photos: [] }),
  special(
    600_000_104,
    'Tomas Novotny',
    'No photo: the only item says 404 and status "false".',
    whereNone(() => [{ code: 404, message: 'File not found', status: 'false' }]),
  ),
]

function whereNone(said: () => unknown): { photos: []; alter: Alter } {
  const change = (items: readonly ImageItem[]) => (items.length === 0 ? said() : items)
  return { photos: [], alter: images(change) }
}
