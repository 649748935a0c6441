import type { HostPlan } from '#sandbox/customers/photo.ts'
import { portrait } from '#sandbox/customers/pictures.ts'
import { special } from './edge-cases.ts'

const hostDoes = (instead: NonNullable<HostPlan['instead']>) => ({
  photos: [{ picture: portrait('p10'), host: { instead } }],
})

/** Good links to a photo host that does not play along. */
export const photoHostTrouble = [
  special(600_000_401, 'Hanna Stille', 'The photo host never answers.', hostDoes('hang')),
  special(600_000_402, 'Rui Desvio', 'The photo host redirects to another address.', hostDoes('redirect')),
  special(600_000_403, 'Gone Petrov', 'The photo is gone: 404 NoSuchKey.', hostDoes('no-such-key')),
  special(
    600_000_404,
    'Denise Verbeke',
    'The photo is refused: 403 AccessDenied without an Expires element.',
    hostDoes('access-denied'),
  ),
  special(600_000_405, 'Cut Hansen', 'The connection breaks in the middle of the photo.', hostDoes('cut')),
]
