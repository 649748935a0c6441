import { expect, test } from 'vitest'
import { readAccountStatus } from './account-status.ts'

test.each([
  [{ statusLabel: 'Active' }, 'active'],
  [{ statusLabel: 'SUSPENDED' }, 'suspended'],
  [{ statusLabel: 'Fraud_Confirmed' }, 'fraud_confirmed'],
  [{ statusLabel: 'Pending deletion' }, 'pending_deletion'],
  [{ statusLabel: 'Do not serve' }, 'other'],
  [{ statusLabel: 'Active', fraudDetails: { status: 'NOT_FRAUD' } }, 'active'],
  [{ statusLabel: 'Active', fraudDetails: { status: 'CONFIRMED' } }, 'fraud_confirmed'],
  [{ fraudDetails: { markedBy: {}, status: 'NOT_FRAUD' } }, 'unknown'],
  [{ fraudDetails: { status: 'MARKED' } }, 'fraud_suspected'],
  [{ statusLabel: 'Deleted', fraudDetails: { status: 'CONFIRMED' } }, 'deleted'],
  [{ statusLabel: null, fraudDetails: [] }, 'unknown'],
  [{}, 'unknown'],
  [undefined, 'unknown'],
  ['<html>', 'unknown'],
])('%j is %s', (body, status) => {
  expect(readAccountStatus(body).status).toBe(status)
})

test('the vendor’s own word is kept', () => {
  expect(readAccountStatus({ statusLabel: 'VIP hold' })).toEqual({ status: 'other', label: 'VIP hold' })
})
