import { portrait } from '#sandbox/customers/pictures.ts'
import { special } from './edge-cases.ts'

const LONG_FIRST = 'Hohenwaldbruckenschmiedinger-'.repeat(4)
const LONG_LAST = 'Featherstonehaugh '.repeat(12).trim()

const withPortrait = (name: string) => [{ picture: portrait(name) }]

/** Names of every script and length, and data typed as loosely as the vendor's samples. */
export const oddData = [
  special(600_000_801, 'Long Name', 'Very long names, one of them without a single space.', {
    name: [LONG_FIRST, LONG_LAST],
  }),
  special(600_000_802, 'سلمى البستاني', 'An Arabic name, written from right to left.', {
    photos: withPortrait('p06'),
    fields: { address: 'شارع الاستقلال ٤٢', city_name: 'دبي' },
  }),
  special(600_000_803, 'נועה לוי', 'A Hebrew name, written from right to left.', {
    photos: withPortrait('p16'),
  }),
  special(600_000_804, 'प्रियंका श्रीवास्तव', 'A name in Devanagari.', { photos: withPortrait('p19') }),
  special(600_000_805, 'สมหญิง วงศ์สุวรรณ', 'A name in Thai.', { photos: withPortrait('p05-1') }),
  special(600_000_806, '陽子 高橋', 'A name in Japanese.', { photos: withPortrait('p08') }),
  special(600_000_807, '秀英 王', 'A name in Chinese.', { photos: withPortrait('p17') }),
  special(600_000_808, 'Html Name', 'The name is HTML with a script in it.', {
    name: ["<img src=x onerror=document.title='PWNED'>", '<b>Bold</b>'],
    fields: { address: "<script>document.title='PWNED'</script>" },
  }),
  special(600_000_809, 'No Name', 'Both names are empty.', { name: ['', ''] }),
  special(
    600_000_810,
    'Bidi Override',
    'The name holds characters that turn the direction of what follows.',
    {
      name: ['\u202Enoira', 'Quill\u2066'],
    },
  ),
  special(600_000_811, 'Loose Types', 'Numbers and booleans as strings, people as {}, nulls, unknown keys.', {
    extendedFields: { gender: null, dob: null, age_group: 34, preferred_store: 'MG Road' },
    alter: (answer) => ({
      ...answer,
      profiles: answer.profiles.map((profile) => ({
        ...profile,
        attribution: { ...profile.attribution, modifiedBy: {} },
        commChannels: profile.commChannels.map((channel) => ({
          ...channel,
          primary: 'true',
          verified: 'false',
        })),
        loyaltyScoreV3: { beta: true },
      })),
      loyaltyInfo: {
        ...answer.loyaltyInfo,
        lifetimePurchases: '1250.50',
        attributionV2: { modifiedBy: { type: 'TILL' } },
      },
      errors: null,
    }),
  }),
  special(600_000_812, 'Bare Minimum', 'Nothing but a name and a photo: no identifier, no field.', {
    mobile: '',
    email: '',
    photos: withPortrait('p15'),
  }),
]
