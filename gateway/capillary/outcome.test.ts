import { expect, test } from 'vitest'
import type { ProblemCode } from '#contract/api/problem.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer } from './connection.ts'
import { judge, judgeSearch, saysTokenIsDead } from './outcome.ts'

const answer = (status: number, body: unknown, change: Partial<Answer> = {}): Answer => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  requestId: 'vendor-request',
  retryAfter: undefined,
  date: undefined,
  ...change,
})
const withError = (code: number) => ({ errors: [{ status: false, code, message: 'words of the vendor' }] })
const v1 = (code: unknown, success: unknown) => ({
  response: { status: { success, code, message: 'words' } },
})

test.each<[number, ProblemCode]>([
  [401, 'vendor_refused_credentials'],
  [498, 'vendor_refused_credentials'],
  [320001, 'vendor_refused_credentials'],
  [403, 'not_allowed'],
  [4000, 'not_allowed'],
  [1044, 'not_allowed'],
  [8015, 'customer_not_found'],
  [8065, 'customer_not_found'],
  [8090, 'customer_not_found'],
  [8026, 'customer_deleted'],
  [404, 'customer_not_found'],
  [8002, 'bad_request'],
  [8013, 'bad_request'],
  [8014, 'bad_request'],
  [8055, 'bad_request'],
  [8056, 'bad_request'],
  [8057, 'bad_request'],
  [8058, 'bad_request'],
  [8092, 'bad_request'],
  [8093, 'bad_request'],
  [8130, 'bad_request'],
  [8067, 'customer_merged'],
  [8069, 'customer_merged'],
  [91009, 'customer_merged'],
  [8001, 'invalid_source'],
  [8016, 'invalid_source'],
  [8003, 'invalid_source'],
  [8011, 'invalid_source'],
  [8012, 'invalid_source'],
  [8045, 'invalid_source'],
  [8091, 'invalid_source'],
  [8127, 'invalid_source'],
  [429, 'vendor_busy'],
  [461, 'vendor_busy'],
  [521, 'vendor_busy'],
  [4001, 'vendor_down'],
  [500, 'vendor_down'],
  [8066, 'vendor_unreadable'],
  [8084, 'vendor_unreadable'],
  [8088, 'vendor_unreadable'],
  [777777, 'vendor_unreadable'],
])('error %i in the body of a 200 is %s', (code, meaning) => {
  expect(() => judge(answer(200, withError(code)), '1')).toThrow(meaning)
  expect(() => judge(answer(200, v1(String(code), 'false')), '1')).toThrow(meaning)
})

test.each<[number, ProblemCode]>([
  [302, 'vendor_unreadable'],
  [400, 'bad_request'],
  [401, 'vendor_refused_credentials'],
  [403, 'not_allowed'],
  [404, 'customer_not_found'],
  [418, 'vendor_unreadable'],
  [429, 'vendor_busy'],
  [461, 'vendor_busy'],
  [500, 'vendor_down'],
  [502, 'vendor_down'],
  [503, 'vendor_down'],
  [521, 'vendor_busy'],
])('HTTP %i without a word in the body is %s', (status, meaning) => {
  expect(() => judge(answer(status, {}), '1')).toThrow(meaning)
})

test('a partial success (201) is no answer to go by', () => {
  expect(() => judge(answer(201, { id: 1 }), '1')).toThrow('vendor_unreadable')
})

test.each([[{ errors: [] }], [{ errors: null }], [{}], [{ error: [] }], [v1(200, 'true')]])(
  'HTTP 200 with %j is a success',
  (more) => {
    expect(judge(answer(200, { id: 1, ...more }), '1')).toEqual({ id: 1, ...more })
  },
)

test('what the body says counts more than the HTTP status', () => {
  expect(() => judge(answer(503, withError(8015)), '1')).toThrow('customer_not_found')
})

test('an error nobody has documented falls back to the HTTP status', () => {
  expect(() => judge(answer(503, withError(777777)), '1')).toThrow('vendor_down')
})

test('a survivor is named only when it is somebody else', () => {
  const merged = (id: number) => answer(200, { id, warnings: [{ code: 8069 }] })
  expect(() => judge(merged(2), '1')).toThrow(
    expect.objectContaining({ particulars: expect.objectContaining({ survivorId: '2' }) }),
  )
  expect(() => judge(merged(1), '1')).toThrow(
    expect.objectContaining({ particulars: expect.not.objectContaining({ survivorId: expect.anything() }) }),
  )
})

test.each([
  ['seconds', '7', undefined, 7],
  ['nothing', undefined, undefined, 3],
  ['no time at all', '0', undefined, 1],
  ['a day', '86400', undefined, 60],
  ['nonsense', 'soon', undefined, 3],
  ['a negative number', '-5', undefined, 1],
  ['a date of its own clock', 'Wed, 30 Apr 2025 06:58:35 GMT', 'Wed, 30 Apr 2025 06:58:25 GMT', 10],
  ['a date gone by', 'Wed, 30 Apr 2025 06:58:15 GMT', 'Wed, 30 Apr 2025 06:58:25 GMT', 1],
])('a busy vendor that asks to wait for %s is given %s', (_what, retryAfter, date, retryAfterSeconds) => {
  expect(() => judge(answer(429, '', { retryAfter, date }), '1')).toThrow(
    expect.objectContaining({ particulars: expect.objectContaining({ retryAfterSeconds }) }),
  )
})

test.each([
  [401, '<response/>', true],
  [498, '', true],
  [200, v1('498', 'false'), true],
  [200, v1(401, 'false'), true],
  [200, withError(498), true],
  [403, withError(4000), false],
  [200, { id: 1 }, false],
  [503, '', false],
])('HTTP %i with %j says that the token is dead: %s', (status, body, isDead) => {
  expect(saysTokenIsDead(answer(status, body))).toBe(isDead)
})

test('a search that finds nobody is no failure, whichever way the vendor says it', () => {
  expect(judgeSearch(answer(200, { data: [] }))).toEqual({ data: [] })
  expect(judgeSearch(answer(200, withError(8015)))).toBeUndefined()
})

test('what is said beside the people of a search takes none of them away', () => {
  const body = {
    data: [1],
    warnings: [{ code: 8069 }],
    message: 'Customer is deleted after PII delete request',
  }
  expect(judgeSearch(answer(200, body))).toEqual(body)
})

test('a search fails as other calls do', () => {
  expect(() => judgeSearch(answer(461, ''))).toThrow('vendor_busy')
  expect(() => judgeSearch(answer(200, withError(4000)))).toThrow('not_allowed')
  expect(() => judgeSearch(answer(503, '<html>'))).toThrow('vendor_down')
})

test('whoever asks by an identifier is told who remains of a merger', () => {
  const merged = answer(200, { entity: 7, warnings: [{ code: 8069 }] })
  const survivorOf = (...asked: [string?]) => {
    try {
      judge(merged, ...asked)
    } catch (fault) {
      return fault instanceof ProblemError ? fault.particulars.survivorId : fault
    }
  }
  expect(survivorOf()).toBe('7')
  expect(survivorOf('7')).toBeUndefined()
})

test.each([8066, 8067, 8069, 91009])(
  'warning %i says that the answer is about who remains of a merger',
  (code) => {
    expect(() => judge(answer(200, { id: 2, warnings: [{ code }] }), '1')).toThrow('customer_merged')
  },
)

test.each([8062, 8063, 8076, 8084, 8088, 91001, 91004])('warning %i takes only its own part away', (code) => {
  expect(judge(answer(200, { id: 1, warnings: [{ code }] }), '1')).toMatchObject({ id: 1 })
})

test('what the vendor says in other places is read as well', () => {
  expect(() => judge(answer(400, { message: 'Invalid input' }), '1')).toThrow('bad_request')
  expect(() => judge(answer(201, withError(8015)), '1')).toThrow('customer_not_found')
})

test.each([
  '<response><status><success>false</success><code>401</code></status></response>',
  '<response><success>false</success><code>401</code></response>',
])('%s with HTTP 401 is a refusal of the credentials', (markup) => {
  expect(() => judge(answer(401, markup), '1')).toThrow('vendor_refused_credentials')
  expect(saysTokenIsDead(answer(401, markup))).toBe(true)
})
