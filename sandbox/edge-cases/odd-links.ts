import type { ImageItem } from '#sandbox/customers/image-items.ts'
import type { HostPlan, LinkPlan } from '#sandbox/customers/photo.ts'
import { portrait } from '#sandbox/customers/pictures.ts'
import { images, special } from './edge-cases.ts'

const withLink = (link: LinkPlan, host: HostPlan = {}) => ({
  photos: [{ picture: portrait('p12'), link, host }],
})

/** A public object: S3 ignores the query of a link without signature, so the photo comes whatever the dates say. */
const withUnsignedQuery = (query: string) => withLink({ write: (link) => link + query }, { public: true })

const NOW_ISH = '20250430T065825Z'

/** Links that die early, say strange things about their life, or lead where they must not. */
export const oddLinks = [
  special(
    600_000_301,
    'Flora Kurz',
    'The photo link expires 20 seconds after it was given.',
    withLink({ lifetimeSeconds: 20 }),
  ),
  special(
    600_000_302,
    'Morten Forsent',
    'The photo link has always expired a minute before it arrives.',
    withLink({ lifetimeSeconds: 60, signedSecondsAgo: 120 }),
  ),
  special(
    600_000_303,
    'Alba Segunda',
    'The first photo link has expired on arrival, the next one is good, and so on in turn.',
    withLink({ lifetimeSeconds: 60, signedSecondsAgo: 120, onlyEveryOtherTime: true }),
  ),
  special(
    600_000_304,
    'Early Nakamura',
    'The link says an hour, but the session that signed it ends after 20 seconds (ExpiredToken).',
    withLink({ sessionSeconds: 20 }),
  ),
  special(
    600_000_305,
    'Dora Tarde',
    'The link is signed by a session that has already ended (ExpiredToken).',
    withLink({ sessionSeconds: 0 }),
  ),
  special(
    600_000_306,
    'Dateless Okoro',
    'The link lacks X-Amz-Date; the photo comes.',
    withUnsignedQuery('?X-Amz-Expires=3599'),
  ),
  special(
    600_000_307,
    'Garbled Ozturk',
    'X-Amz-Date is garbled; the photo comes.',
    withUnsignedQuery('?X-Amz-Date=yesterday%20noon&X-Amz-Expires=3599'),
  ),
  special(
    600_000_308,
    'Far Sorensen',
    'X-Amz-Date lies in the year 9999; the photo comes.',
    withUnsignedQuery('?X-Amz-Date=99991231T235959Z&X-Amz-Expires=3599'),
  ),
  special(
    600_000_309,
    'Lifeless Brandt',
    'The link lacks X-Amz-Expires; the photo comes.',
    withUnsignedQuery(`?X-Amz-Date=${NOW_ISH}`),
  ),
  special(
    600_000_310,
    'Zero Castellanos',
    'X-Amz-Expires is 0; the photo comes.',
    withUnsignedQuery(`?X-Amz-Date=${NOW_ISH}&X-Amz-Expires=0`),
  ),
  special(
    600_000_311,
    'Minus Laine',
    'X-Amz-Expires is -1; the photo comes.',
    withUnsignedQuery(`?X-Amz-Date=${NOW_ISH}&X-Amz-Expires=-1`),
  ),
  special(
    600_000_312,
    'Abc Dimitrov',
    'X-Amz-Expires is "abc"; the photo comes.',
    withUnsignedQuery(`?X-Amz-Date=${NOW_ISH}&X-Amz-Expires=abc`),
  ),
  special(
    600_000_313,
    'Eon Mbeki',
    'X-Amz-Expires is a million million seconds; the photo comes.',
    withUnsignedQuery(`?X-Amz-Date=${NOW_ISH}&X-Amz-Expires=1000000000000`),
  ),
  special(600_000_314, 'Open Silva', 'The link has no query at all; the photo comes.', withUnsignedQuery('')),
  special(
    600_000_315,
    'Forged Ivanova',
    'The signature of the link is wrong (SignatureDoesNotMatch).',
    withLink({ write: (link) => link.replace(/.{6}$/, 'c0ffee') }),
  ),
  special(
    600_000_316,
    'Elsewhere Nguyen',
    "The link leads to another origin: the API's.",
    withLink({ write: (link, { apiUrl, photoOrigin }) => link.replace(photoOrigin, apiUrl) }),
  ),
  special(
    600_000_317,
    'Lookalike Rossi',
    'The link leads to a host whose name only begins like the right one.',
    elsewhere('https://s3-eu-west-1.amazonaws.com.example.net'),
  ),
  special(
    600_000_318,
    'Plain Haddad',
    'The link leads to the right host over plain http.',
    elsewhere('http://s3-eu-west-1.amazonaws.com'),
  ),
  special(
    600_000_319,
    'Inside Schmidt',
    'The link leads to the link-local address of a cloud metadata service.',
    withLink({ write: () => 'http://169.254.169.254/latest/meta-data/' }),
  ),
  special(
    600_000_320,
    'Local Andersson',
    'The link is a file: link.',
    withLink({ write: () => 'file:///etc/passwd' }),
  ),
  special(
    600_000_321,
    'Script Oyelaran',
    'The link is a javascript: link.',
    withLink({ write: () => "javascript:document.title='PWNED'" }),
  ),
  special(
    600_000_322,
    'Words Eriksen',
    'The link is no link at all.',
    withLink({ write: () => 'the photo is in the drawer' }),
  ),
  special(600_000_323, 'Single Path', 'Only filePath is given.', { alter: onlyPath('secureFilePath') }),
  special(600_000_324, 'Secure Path', 'Only secureFilePath is given.', { alter: onlyPath('filePath') }),
]

function elsewhere(origin: string) {
  return withLink({ write: (link, { photoOrigin }) => link.replace(photoOrigin, origin) })
}

function onlyPath(dropped: 'filePath' | 'secureFilePath') {
  const without = (item: ImageItem) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => name !== dropped))
  return images((items) => items.map(without))
}
