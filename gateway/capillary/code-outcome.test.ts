import { expect, test } from 'vitest'
import type { Answer } from './connection.ts'
import { judgeCodeCheck, judgeCodeSent } from './code-outcome.ts'

const answer = (status: number, body: unknown): Answer => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  requestId: 'vendor-request',
  retryAfter: undefined,
  date: undefined,
})
const withError = (code: number) => ({ errors: [{ status: false, code, message: 'words of the vendor' }] })

test.each([600, 601, 602, 603, 604, 605, 606, 607, 608, 621, 874, 875, 8056])(
  'error %i where a code was to be sent means that none was',
  (code) => {
    expect(() => judgeCodeSent(answer(200, withError(code)))).toThrow('code_not_sent')
  },
)

test.each([604, 605, 876, 9001])('error %i where a code is checked means that it is wrong', (code) => {
  expect(judgeCodeCheck(answer(200, withError(code)))).toBeUndefined()
  expect(judgeCodeCheck(answer(400, withError(code)))).toBeUndefined()
})

test('a check that the vendor could not make says nothing about the code', () => {
  for (const code of [600, 601, 602, 603, 606])
    expect(() => judgeCodeCheck(answer(200, withError(code)))).toThrow('vendor_unreadable')
  expect(() => judgeCodeCheck(answer(503, ''))).toThrow('vendor_down')
  expect(() => judgeCodeCheck(answer(200, withError(429)))).toThrow('codes_used_up')
})

test('610 is the number of a right code, wherever the vendor puts it', () => {
  const right = { entity: true, errors: [{ status: true, code: 610 }] }
  expect(judgeCodeCheck(answer(200, right))).toEqual(right)
})
