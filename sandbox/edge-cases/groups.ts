import { foundBy } from './found-by.ts'
import { noPhoto } from './no-photo.ts'
import { oddData } from './odd-data.ts'
import { oddLinks } from './odd-links.ts'
import { oddPhotos } from './odd-photos.ts'
import { photoWrites } from './photo-writes.ts'
import { photoHostTrouble } from './photo-host-trouble.ts'
import { refusals } from './refusals.ts'
import { somebodyElse } from './somebody-else.ts'
import type { Special } from './edge-cases.ts'
import { standings } from './standings.ts'
import { trouble } from './trouble.ts'
import { worthCases } from './worth.ts'

export const specialGroups: readonly { group: string; specials: readonly Special[] }[] = [
  { group: 'No photo', specials: noPhoto },
  { group: 'Odd photos', specials: oddPhotos },
  { group: 'Odd links', specials: oddLinks },
  { group: 'Photo host trouble', specials: photoHostTrouble },
  { group: 'Refused, merged, not found', specials: refusals },
  { group: 'Vendor trouble', specials: trouble },
  { group: "Somebody else's", specials: somebodyElse },
  { group: 'Names and data', specials: oddData },
  { group: 'Hard to tell apart', specials: foundBy },
  { group: 'Not in good standing', specials: standings },
  { group: 'Worth knowing', specials: worthCases },
  { group: 'Taking photos', specials: photoWrites },
]
