import { afterEach, expect, test, vi } from 'vitest'
import sample from '#contract/capillary/samples/get-customer-image.json' with { type: 'json' }
import { createQueryClient } from '#src/app/query-client.ts'
import { receiveCustomer } from './customers.ts'

afterEach(() => vi.unstubAllGlobals())

test('the photo is requested before the rest of the answer is read', () => {
  const order: string[] = []
  vi.stubGlobal('fetch', async () => {
    order.push('photo requested')
    throw new TypeError('Failed to fetch')
  })
  const answer = {
    customerImage: sample.customerImage,
    id: sample.id,
    get profiles() {
      order.push('profiles read')
      return sample.profiles
    },
  }
  const asked = { userId: String(sample.id), askedAt: 0, headers: new Headers() }
  const { customer } = receiveCustomer(createQueryClient(), answer, asked)
  expect(customer.name).toBe('Aditi Khan')
  expect(order.slice(0, 2)).toEqual(['photo requested', 'profiles read'])
})
