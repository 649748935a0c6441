import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { customerQuery, type LookedUp } from '#src/api/customers.ts'
import { createQueryClient } from '#src/app/query-client.ts'
import { sessionQuery } from '#src/api/session.ts'
import { recentCustomers } from './recent-customers.ts'

const lookedUp = (id: string, firstName = `Customer ${id}`): LookedUp => ({
  customer: readCustomer({ id, profiles: [{ userId: id, firstName, source: 'INSTORE' }] }, id),
  askedAt: 0,
  renewAfter: undefined,
  view: null,
})

function openTill() {
  const client = createQueryClient()
  const see = (id: string, name?: string) =>
    client.setQueryData(customerQuery(id).queryKey, lookedUp(id, name))
  return { client, see }
}

test('the last five are remembered, the latest first', () => {
  const { client, see } = openTill()
  const recent = recentCustomers(client)
  for (const id of ['1', '2', '3', '4', '5', '6']) see(id)
  expect(recent.list().map(({ userId }) => userId)).toEqual(['6', '5', '4', '3', '2'])
  expect(recent.list()[0]).toEqual({ userId: '6', name: 'Customer 6' })
})

test('who comes back moves to the front, and stands there once', () => {
  const { client, see } = openTill()
  const recent = recentCustomers(client)
  for (const id of ['1', '2', '3', '1']) see(id)
  expect(recent.list().map(({ userId }) => userId)).toEqual(['1', '3', '2'])
})

test('a renewal with another name takes the place of the former one', () => {
  const { client, see } = openTill()
  const recent = recentCustomers(client)
  see('1', 'Aditi')
  see('1', 'Aditi Khan')
  expect(recent.list()).toEqual([{ userId: '1', name: 'Aditi Khan' }])
})

test('who was on screen before the search box was ready is remembered too', () => {
  const { client, see } = openTill()
  see('1')
  expect(recentCustomers(client).list()).toEqual([{ userId: '1', name: 'Customer 1' }])
})

test('they outlive their records, until the till is locked', () => {
  const { client, see } = openTill()
  const recent = recentCustomers(client)
  see('1')
  client.removeQueries({ queryKey: ['customers', '1'] })
  expect(recent.list()).toHaveLength(1)
  client.setQueryData(sessionQuery().queryKey, {
    state: 'locked',
    signIn: 'till',
    hideAfter: 90,
    lockAfter: 90,
    lockKeep: 5,
  })
  expect(recent.list()).toEqual([])
})

test('nothing but a customer is one: no photo, no failed look-up, no find', async () => {
  const { client } = openTill()
  const recent = recentCustomers(client)
  client.setQueryData(['customers', '1', 'photos', 'face'], {})
  client.setQueryData(['finds', 1], {})
  const failed = { queryKey: customerQuery('2').queryKey, queryFn: () => Promise.reject(new Error('no')) }
  await client.fetchQuery({ ...failed, retry: false }).catch(() => undefined)
  expect(recent.list()).toEqual([])
})
