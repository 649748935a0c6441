import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCustomer, RefusedAnswer } from './customer.ts'
import { Masked } from './masked.ts'
import sample from '#contract/capillary/samples/get-customer-image.json' with { type: 'json' }

const aditi = '565039505'
const read = (changes: object) => readCustomer({ ...sample, ...changes }, aditi)
const [storeProfile] = sample.profiles
const [photo] = sample.customerImage

test('the published answer reads as Aditi Khan', () => {
  const customer = readCustomer(sample, aditi)
  expect(customer).toMatchObject({
    id: aditi,
    name: 'Aditi Khan',
    identifiers: [
      { kind: 'email', value: 'aditi.khan@example.com' },
      { kind: 'mobile', value: '919148574269' },
    ],
    channels: [
      { kind: 'email', isPrimary: true, isVerified: false },
      { kind: 'mobile', isPrimary: true, isVerified: false },
    ],
    customFields: [
      { key: 'address', value: 'Bangalore1234' },
      { key: 'city_name', value: 'Bangalore' },
    ],
    extendedFields: [{ key: 'gender', value: 'Male' }],
    loyalty: {
      kind: 'loyalty',
      lifetimePurchases: 0,
      registeredAt: '2025-02-28T06:16:17.000Z',
      registeredBy: { name: 'neeraj.doc', kind: 'TILL' },
      registeredFrom: 'instore',
    },
    till: 'neeraj.doc',
    segments: [],
    cards: [],
    warnings: [],
  })
})

test('the published photo keeps its place, its size and its expiry, and no zone is invented for its date', () => {
  expect(readCustomer(sample, aditi).photos).toEqual([
    {
      state: 'on-file',
      position: 0,
      version: 1,
      identity: 'customerImage/100737/565039505/a3982817-21ca-46f6-acfa-0d1c23d1fe2e#1',
      s3Token: 'customerImage/100737/565039505/a3982817-21ca-46f6-acfa-0d1c23d1fe2e',
      sizeInBytes: 209_859,
      takenAt: '2025-04-30T12:25:56',
      link: photo?.secureFilePath,
      expiry: { kind: 'S3', startsAt: '2025-04-30T06:58:25.000Z', endsAt: '2025-04-30T07:58:24.000Z' },
    },
  ])
})

test('the same picture has the same identity however its link is signed, and a new version another one', () => {
  const identityWith = (changes: object, file: object = {}) => {
    const [only] = read({
      customerImage: [{ ...photo, ...changes, file: { ...photo?.file, ...file } }],
    }).photos
    return only?.state === 'on-file' ? only.identity : undefined
  }
  const usual = identityWith({})
  expect(identityWith({ secureFilePath: 'https://s3.example/other?X-Amz-Signature=1' })).toBe(usual)
  expect(identityWith({}, { version: 2 })).not.toBe(usual)
})

test('the store’s own profile leads, wherever it stands in the list', () => {
  const web = {
    ...storeProfile,
    source: 'WEB_ENGAGE',
    firstName: 'Adi',
    identifiers: [{ type: 'wechat', value: 'adi' }],
  }
  const customer = read({ profiles: [web, storeProfile] })
  expect(customer.name).toBe('Aditi Khan')
  expect(customer.profiles.map(({ source }) => source)).toEqual(['INSTORE', 'WEB_ENGAGE'])
  expect(customer.identifiers.map(({ kind }) => kind)).toEqual(['email', 'mobile', 'wechat'])
})

for (const [nothing, customerImage] of [
  ['missing', undefined],
  ['null', null],
  ['empty', []],
  ['no list', {}],
] as const) {
  test(`${nothing} customerImage means no photo on file`, () => {
    expect(read({ customerImage }).photos).toEqual([])
  })
}

test('a photo the vendor could not hand out is failed, not absent', () => {
  const failed = { code: 404, status: 'false', message: 'not found' }
  expect(read({ customerImage: [photo, failed] }).photos.map(({ state }) => state)).toEqual([
    'on-file',
    'failed',
  ])
})

test('photos come newest first, undated ones last', () => {
  const dated = (index: number, lastModified: string | null) => ({
    ...photo,
    file: { ...photo?.file, name: `100737/${aditi}/${index}`, lastModified },
  })
  const { photos } = read({
    customerImage: [
      dated(0, '2019-01-01 10:00:00'),
      dated(1, null),
      dated(2, '2024-06-01 10:00:00'),
      dated(3, 'soon'),
    ],
  })
  expect(photos.map(({ position }) => position)).toEqual([2, 0, 1, 3])
})

const link = (key: string) => `https://s3.example/b/customerImage/${key}?X-Amz-Date=1`

for (const [where, changes] of [
  ['file.name', { file: { ...photo?.file, name: '100737/565039506/0' } }],
  ['s3Token', { file: { ...photo?.file, s3Token: 'customerImage/100737/565039506/a398' } }],
  ['the link', { secureFilePath: 'https://s3.example/b/customerImage/100737/565039506/a398?X-Amz-Date=1' }],
  ['a link with dot segments', { secureFilePath: link('100737/565039505/../565039506/a398') }],
  ['a link with encoded dot segments', { secureFilePath: link('100737/565039505/%2e%2e/565039506/a398') }],
  ['a link with encoded slashes', { secureFilePath: link('100737/565039505/..%2f565039506/a398') }],
  ['a link with backslashes', { secureFilePath: link('100737/565039505/..\\565039506/a398') }],
  ['a link with doubled slashes', { secureFilePath: link('/100737/565039506/a398') }],
  ['a link encoded twice', { secureFilePath: link('100737/565039505/%252e%252e/565039506/a398') }],
  ['a link with two keys', { secureFilePath: link('100737/565039505/customerImage/100737/565039506/a398') }],
  [
    'an s3Token with dot segments',
    { file: { ...photo?.file, s3Token: 'customerImage/100737/565039505/../565039506/a' } },
  ],
  ['nothing at all', { file: {}, secureFilePath: 'https://s3.example/x', filePath: undefined }],
  ['our gateway’s mark', { status: 'withheld' }],
] as const) {
  test(`a photo whose owner is told otherwise by ${where} is withheld`, () => {
    expect(read({ customerImage: [{ ...photo, ...changes }] }).photos).toMatchObject([{ state: 'withheld' }])
  })
}

test('text for numbers and booleans, null fields, {} for people and unknown keys are tolerated', () => {
  const customer = read({
    id: aditi,
    unheardOf: { of: [1] },
    profiles: [
      {
        ...storeProfile,
        userId: aditi,
        firstName: '',
        lastName: 4,
        commChannels: [{ type: 'email', value: 'a@b.c', primary: 'TRUE' }],
      },
    ],
    loyaltyInfo: { lifetimePurchases: '12.500', attributionV2: { createdBy: {}, createDate: 'yesterday' } },
    extendedFields: { dob: null, children: 2, nested: {} },
    cardDetails: [null, { cardNumber: 77, statusInfo: null }],
    warnings: [{ status: false, code: '91001', message: 'no points' }, 'odd'],
  })
  expect(customer).toMatchObject({
    name: '4',
    channels: [{ isPrimary: true }],
    loyalty: { lifetimePurchases: 12.5, registeredAt: undefined, registeredBy: { name: undefined } },
    extendedFields: [{ key: 'children', value: 2 }],
    cards: [{ number: '77', status: undefined }],
    warnings: [{ code: 91_001, message: 'no points' }],
  })
})

for (const [fault, body, reason, path] of [
  ['an answer without an id', { ...sample, id: undefined }, 'unreadable', 'id'],
  ['another customer’s answer', { ...sample, id: 565_039_506 }, 'identity_mismatch', 'id'],
  [
    'a profile of another customer',
    { ...sample, profiles: [{ ...storeProfile, userId: 1 }] },
    'identity_mismatch',
    'profiles.0.userId',
  ],
  ['an id too long to be exact', { ...sample, id: 2 ** 53 }, 'unreadable', 'id'],
  ['a list', [sample], 'unreadable', 'id'],
  ['nothing', null, 'unreadable', '(the whole answer)'],
] as const) {
  test(`${fault} is refused as a whole, naming the place and not the value`, () => {
    const refusal = catchRefusal(() => readCustomer(body, aditi))
    expect(refusal).toMatchObject({ reason, path })
    expect(refusal.message).not.toContain('5650')
  })
}

const masked = (at: string, text: string) => new Masked(aditi, text, { at, reveal: 'freely' })
const fieldAt = (at: string) => ({ at, reveal: 'freely' })

test('a masked value keeps its place in the answer, whatever it would be otherwise', () => {
  const customer = read({
    profiles: [
      {
        ...storeProfile,
        identifiers: [{ type: 'mobile', value: '••••••••4269' }, { type: 'email' }],
        commChannels: [],
      },
    ],
    loyaltyInfo: { lifetimePurchases: '••••', attributionV2: { createDate: '2025-••-••' } },
    extendedFields: { 'dob/~': '1987-••-••', children: 2 },
    cardDetails: [{ cardNumber: '••••7777', issuedDate: '2024-••-••' }],
    maskedFields: [
      '/profiles/0/identifiers/0/value',
      '/loyaltyInfo/lifetimePurchases',
      '/loyaltyInfo/attributionV2/createDate',
      '/extendedFields/dob~1~0',
      '/cardDetails/0/cardNumber',
      '/cardDetails/0/issuedDate',
      '/associatedWith',
    ].map(fieldAt),
    associatedWith: 'n••••',
  })
  expect(customer).toMatchObject({
    loyalty: {
      lifetimePurchases: masked('/loyaltyInfo/lifetimePurchases', '••••'),
      registeredAt: masked('/loyaltyInfo/attributionV2/createDate', '2025-••-••'),
    },
    extendedFields: [
      { key: 'dob/~', value: masked('/extendedFields/dob~1~0', '1987-••-••') },
      { key: 'children', value: 2 },
    ],
    cards: [
      {
        number: masked('/cardDetails/0/cardNumber', '••••7777'),
        issuedAt: masked('/cardDetails/0/issuedDate', '2024-••-••'),
      },
    ],
    till: masked('/associatedWith', 'n••••'),
  })
  expect(customer.identifiers).toContainEqual({
    kind: 'mobile',
    value: masked('/profiles/0/identifiers/0/value', '••••••••4269'),
    status: undefined,
  })
})

test('a masked value that two profiles share is there once, with its first place', () => {
  const profile = { ...storeProfile, identifiers: [{ type: 'mobile', value: '•••4269' }], identifiersAll: [] }
  const at = (index: number) => `/profiles/${index}/identifiers/0/value`
  const customer = read({
    profiles: [profile, { ...profile, source: 'WEB' }],
    maskedFields: [fieldAt(at(0)), fieldAt(at(1))],
  })
  expect(customer.identifiers.map(({ value }) => value)).toEqual([masked(at(0), '•••4269')])
})

test('a list of masked fields that leads nowhere changes nothing', () => {
  const nowhere = ['', '/', '/__proto__/polluted', '/profiles/9/firstName', '/profiles', 'id'].map(fieldAt)
  expect(read({ maskedFields: [...nowhere, null, { at: 7 }] })).toEqual(readCustomer(sample, aditi))
})

test('any damage to the answer is either tolerated or refused, and no value is invented', () => {
  fc.assert(
    fc.property(damaged(sample), (body) => {
      const customer = readOrRefuse(body)
      if (customer === undefined) return
      const known = JSON.stringify(body)
      for (const value of told(customer)) expect(known).toContain(JSON.stringify(value).replace(/^"|"$/g, ''))
      expect(customer.id).toBe(aditi)
    }),
    { numRuns: 3000 },
  )
})

function readOrRefuse(body: unknown) {
  try {
    return readCustomer(body, aditi)
  } catch (fault) {
    if (fault instanceof RefusedAnswer) return undefined
    throw fault
  }
}

function catchRefusal(act: () => unknown): RefusedAnswer {
  try {
    act()
  } catch (fault) {
    if (fault instanceof RefusedAnswer) return fault
    throw fault
  }
  throw new Error('nothing was refused')
}

/** All texts and numbers of a customer that are passed on unchanged: everything except dates and composed values. */
function told({
  identifiers,
  channels,
  customFields,
  extendedFields,
  segments,
  till,
  cards,
  photos,
  profiles,
}: ReturnType<typeof readCustomer>) {
  return [
    ...[...identifiers, ...channels].flatMap(({ kind, value }) => [kind, value]),
    ...[...customFields, ...extendedFields, ...segments].flatMap(({ key, value }) => [key, value]),
    ...cards.map(({ number }) => number),
    ...photos.flatMap((each) => (each.state === 'on-file' ? [each.link] : [])),
    ...profiles.flatMap(({ firstName, lastName, source }) => [firstName, lastName, source]),
    till,
  ].filter((value) => value !== undefined)
}

/** Copies of a value in which some parts, at any depth, are removed, doubled or replaced. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    null,
    {},
    [],
    '',
    ' ',
    'true',
    'false',
    -1,
    1.5,
    '12',
    true,
    1e21,
    '\u202e',
    [null],
    { a: 1 },
  )
  const whole = Array.isArray(value)
    ? fc
        .tuple(...value.map(damaged))
        .chain((items) => fc.constantFrom(items, [...items, ...items], items.slice(1)))
    : value !== null && typeof value === 'object'
      ? fc
          .tuple(
            ...Object.entries(value).map(([key, part]) =>
              fc.tuple(fc.constant(key), damaged(part), fc.nat(40)),
            ),
          )
          .map((entries) =>
            Object.fromEntries(entries.flatMap(([key, part, chance]) => (chance === 0 ? [] : [[key, part]]))),
          )
      : fc.constant(value)
  return fc.oneof({ weight: 60, arbitrary: whole }, { weight: 1, arbitrary: odd })
}
