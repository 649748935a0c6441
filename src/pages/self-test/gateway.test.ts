import { expect, test } from 'vitest'
import type { Findings } from '#contract/api/support-code.ts'
import { judgeAnswer, judgeSilence } from './gateway.ts'
import { needsAttention } from './verdicts.ts'

const status = {
  now: 0,
  version: '1.2.0',
  store: 'up',
  vendor: 'up',
  isVendorCutOff: false,
  photoHost: 'unknown',
} as const

const fine: Findings = {
  ...judgeAnswer({ status, roundTrip: 20, clockOff: 0 }, '1.2.0'),
  scanner: 'not tried',
  keyboard: 'not tried',
  camera: 'not tried',
  browser: 'fine',
  offlineStart: 'missing',
  leftBehind: 'nothing',
  screen: 'fine',
  fonts: 'fine',
  browserName: 'Chrome',
  browserVersion: 140,
}

test('a gateway that answers says how its store, the vendor and the photo host are', () => {
  expect(judgeAnswer({ status, roundTrip: 1200, clockOff: -70_000 }, '1.1.0')).toEqual({
    gateway: 'slow',
    clock: 'far off',
    store: 'up',
    vendor: 'up',
    photoHost: 'unknown',
    versions: 'different',
  })
})

test('where nobody answers, nothing else is claimed', () => {
  expect(judgeSilence(true)).toMatchObject({ gateway: 'offline', store: 'not asked', clock: 'not asked' })
  expect(judgeSilence(false).gateway).toBe('unreachable')
})

test('what nobody has tried or asked needs no attention, what is wrong does', () => {
  expect(needsAttention(fine)).toBe(0)
  expect(needsAttention({ ...fine, ...judgeSilence(false) })).toBe(1)
  expect(needsAttention({ ...fine, vendor: 'busy', scanner: 'slow', browser: 'too old' })).toBe(3)
})
