import { expect, test } from 'vitest'
import { readAccountStatus } from './account-status.ts'

const entry = (label: string | null, status: string | null, isActive: unknown = true) => ({
  data: [
    { label: 'Suspended', status: 'SUSPENDED', isActive: false },
    { label, status, isActive },
  ],
})

const mark = (status: string) => ({ fraudDetails: { markedBy: {}, status } })

test.each([
  [entry('Active', 'ACTIVE'), undefined, 'active'],
  [entry('Active', 'ACTIVE', 'true'), undefined, 'active'],
  [entry('SUSPENDED', null), undefined, 'suspended'],
  [entry(null, 'FRAUD_CONFIRMED'), undefined, 'fraud_confirmed'],
  [entry('Pending deletion', 'PENDING_DELETION'), undefined, 'pending_deletion'],
  [entry('Do not serve', 'ACTIVE'), undefined, 'other'],
  [entry('On hold', 'SUSPENDED'), undefined, 'suspended'],
  [entry(null, 'SOMETHING_NEW'), undefined, 'other'],
  [entry('Active', 'ACTIVE'), mark('NOT_FRAUD'), 'active'],
  [entry('Active', 'ACTIVE'), mark('CONFIRMED'), 'fraud_confirmed'],
  [entry('Deleted', 'DELETED'), mark('CONFIRMED'), 'deleted'],
  [entry('Active', 'ACTIVE', false), undefined, 'unknown'],
  [{ data: [] }, mark('NOT_FRAUD'), 'unknown'],
  [{ data: [] }, mark('MARKED'), 'fraud_suspected'],
  [{ data: null }, { fraudDetails: [] }, 'unknown'],
  [undefined, undefined, 'unknown'],
  ['<html>', '<html>', 'unknown'],
])('%j with %j is %s', (log, customer, status) => {
  expect(readAccountStatus(log, customer).status).toBe(status)
})

test('the vendor’s own word is kept', () => {
  expect(readAccountStatus(entry('VIP hold', 'ACTIVE'), undefined)).toEqual({
    status: 'other',
    label: 'VIP hold',
  })
})
