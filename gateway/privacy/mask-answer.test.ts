import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import sample from '#contract/capillary/samples/get-customer-image.json' with { type: 'json' }
import { fieldRules } from './field-rules.ts'
import { readPolicy } from './policy.ts'
import { maskAnswer } from './mask-answer.ts'

function viewOf(role: 'associate' | 'manager', fields: object = {}) {
  const { output } = readPolicy({ fields })
  return { rules: fieldRules({ fields: {}, ...Object(output) }), role } as const
}

const associate = viewOf('associate')

test('the published answer, as an associate gets it', () => {
  const { body } = maskAnswer(sample, associate)
  expect(body).toMatchObject({
    id: sample.id,
    profiles: [
      {
        firstName: 'Aditi',
        lastName: 'Khan',
        fields: { address: '••••', city_name: 'Bangalore' },
        identifiers: [{ value: 'a••••@example.com' }, { value: '••••4269' }],
        commChannels: [
          { value: 'a••••@example.com', primary: true, meta: {} },
          { value: '••••4269', verified: false },
        ],
        identifiersAll: [{ value: 'a••••@example.com' }, { value: '••••4269' }],
      },
    ],
    loyaltyInfo: { lifetimePurchases: '••••', attributionV2: sample.loyaltyInfo.attributionV2 },
    customerImage: sample.customerImage,
  })
  expect(body['maskedFields']).toContainEqual({ at: '/profiles/0/identifiers/1/value', reveal: 'freely' })
  expect(body['maskedFields']).toContainEqual({ at: '/loyaltyInfo/lifetimePurchases', reveal: 'freely' })
})

test('each masked field is where the list says, and the answer is still one about the customer', () => {
  const { body, kept } = maskAnswer(sample, associate)
  expect(kept.length).toBeGreaterThan(5)
  for (const { at, text } of kept)
    expect(
      at
        .slice(1)
        .split('/')
        .reduce<unknown>(
          (value, key) => Object(value)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
          body,
        ),
    ).toBe(text)
  expect(readCustomer(body, String(sample.id)).name).toBe('Aditi Khan')
})

test('what nobody named is masked, as deep as it stands, whatever its type', () => {
  const answer = {
    id: 1,
    novelty: { deep: [{ secret: 'one', count: 7, isRich: true, none: null, empty: '' }] },
  }
  expect(maskAnswer(answer, associate).body).toEqual({
    id: 1,
    novelty: { deep: [{ secret: '••••', count: '••••', isRich: '••••', none: null, empty: '' }] },
    maskedFields: ['secret', 'count', 'isRich'].map((key) => ({
      at: `/novelty/deep/0/${key}`,
      reveal: 'with-reason',
    })),
  })
})

test('what is hidden is not there, nor is the item of a list it was the value of', () => {
  const view = viewOf('associate', { 'profiles.identifiers.email': 'hide', associatedWith: 'hide' })
  const { body } = maskAnswer(sample, view)
  expect(body).not.toHaveProperty('associatedWith')
  expect(body).toMatchObject({ profiles: [{ identifiers: [{ type: 'mobile', value: '••••4269' }] }] })
  expect(body['maskedFields']).toContainEqual({ at: '/profiles/0/identifiers/0/value', reveal: 'freely' })
})

test('fields that are called type and value are two fields like others', () => {
  const answer = { id: 1, extendedFields: { type: 'gender', value: 'zqxv' } }
  expect(maskAnswer(answer, associate).body).toMatchObject({
    extendedFields: { type: '••••', value: '••••' },
  })
})

test('a vendor can’t say for us what is masked', () => {
  const forged = { ...sample, maskedFields: [{ at: '/id', reveal: 'freely' }] }
  expect(maskAnswer(forged, associate).body).toEqual(maskAnswer(sample, associate).body)
})

test('a number or an address that is masked in one place can’t be read in another', () => {
  const [profile] = sample.profiles
  const typedInto = {
    ...sample,
    profiles: [{ ...profile, lastName: 'Khan 91485 74269', fields: { city_name: 'ADITI.KHAN@EXAMPLE.COM' } }],
    segments: { tier: 'VIP +91 91485-74269' },
  }
  const text = JSON.stringify(maskAnswer(typedInto, associate).body)
  expect(text).toContain('Aditi')
  expect(text).not.toMatch(/574269|74269|aditi\.khan/i)
})

test('a manager sees what a rule shows to managers, and an associate does not', () => {
  const fields = { 'extendedFields.gender': { associate: 'mask', manager: 'show' } }
  const genderFor = (role: 'associate' | 'manager') =>
    maskAnswer(sample, viewOf(role, fields)).body['extendedFields']
  expect(genderFor('manager')).toEqual({ gender: 'Male' })
  expect(genderFor('associate')).toEqual({ gender: '••••' })
})

test('whatever an answer holds, nothing of a value that is not named leaves', () => {
  const mark = 'zqxv'
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(`${mark}value`),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('type', 'value', '__proto__', 'constructor', 'a/b', 'c~d', 'profiles', 'id', ''),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value
  fc.assert(
    fc.property(tree, (novelty) => {
      const { body } = maskAnswer({ id: 1, novelty }, associate)
      expect(JSON.stringify(body)).not.toContain(`"${mark}value"`)
    }),
  )
})
