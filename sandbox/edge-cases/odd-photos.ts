import { portrait } from '#sandbox/customers/pictures.ts'
import { withExif } from './exif.ts'
import {
  captivePage,
  empty,
  heavy,
  heic,
  hugeOnPaper,
  pdf,
  svgWithScript,
  tiny,
  truncated,
  TWENTY_MEGABYTES,
  wide,
} from './hostile-pictures.ts'
import { images, special } from './edge-cases.ts'

const FIVE_YEARS = ['2013-06-02', '2016-09-17', '2019-03-30', '2022-11-05', '2025-04-30']

/** Photos that are many, or odd, or no photos at all. */
export const oddPhotos = [
  special(600_000_201, 'Marisol Vega', 'Five photos of one person, taken over twelve years.', {
    photos: FIVE_YEARS.map((day, index) => ({
      picture: portrait(`p05-${index + 1}`),
      takenAt: `${day} 12:25:56`,
    })),
  }),
  special(600_000_202, 'Antonia Berger', 'Three photos, the second of which the vendor cannot find.', {
    photos: ['p05-2', 'p05-3', 'p05-4'].map((name) => ({ picture: portrait(name) })),
    alter: images(([first, , third]) => [
      first,
      { code: 404, message: 'File not found', status: 'false' },
      third,
    ]),
  }),
  special(600_000_203, 'Chidi Okafor', 'The photo is a Wi-Fi sign-in page (HTML, HTTP 200).', {
    photos: [{ picture: captivePage, host: { contentType: 'text/html' } }],
  }),
  special(600_000_204, 'Paula Ferreira', 'The photo is a PDF.', { photos: [{ picture: pdf }] }),
  special(600_000_205, 'Sven Aalto', 'The photo is an SVG with a script in it.', {
    photos: [{ picture: svgWithScript, host: { contentType: 'image/svg+xml' } }],
  }),
  special(600_000_206, 'Mei Tanaka', 'The photo is a HEIC file, as telephones make them.', {
    photos: [{ picture: heic }],
  }),
  special(600_000_207, 'Hugo Immens', 'The photo claims to be 40,000 by 40,000 pixels.', {
    photos: [{ picture: hugeOnPaper }],
  }),
  special(600_000_208, 'Bertha Gross', 'The photo weighs 20 MB.', {
    photos: [{ picture: heavy, fileSize: TWENTY_MEGABYTES }],
  }),
  special(600_000_209, 'Half Jansen', 'The photo file broke off after a third.', {
    photos: [{ picture: truncated('p04') }],
  }),
  special(600_000_210, 'Nil Ferrer', 'The photo file is empty.', { photos: [{ picture: empty }] }),
  special(600_000_211, 'Tiny Moreau', 'The photo is 120 by 160 pixels, too small to judge.', {
    photos: [{ picture: tiny }],
  }),
  special(600_000_212, 'Wide Kowalski', 'The photo is eight times as wide as high.', {
    photos: [{ picture: wide }],
  }),
  special(
    600_000_213,
    'Nadir Rahman',
    'The JPEG tells where it was taken (EXIF GPS) and lies on its side (orientation 6).',
    {
      photos: [
        {
          picture: async (version) =>
            withExif(await portrait('p04')(version), {
              orientation: 6,
              latitude: [12, 58, 18],
              longitude: [77, 35, 40],
            }),
        },
      ],
    },
  ),
]
