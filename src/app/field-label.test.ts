import { expect, test } from 'vitest'
import { fieldLabel } from './field-label.ts'

for (const [key, label] of [
  ['city_name', 'City name'],
  ['cityName', 'City name'],
  ['gender', 'Gender'],
  ['GSTIN', 'GSTIN'],
  ['date_of_birth', 'Date of birth'],
  ['Preferred Store', 'Preferred store'],
  ['शहर', 'शहर'],
  ['', ''],
] as const) {
  test(`“${key}” is read as “${label}”`, () => {
    expect(fieldLabel(key)).toBe(label)
  })
}
