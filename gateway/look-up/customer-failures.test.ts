import { expect, test } from 'vitest'
import * as v from 'valibot'
import { problem, problemMediaType } from '#contract/api/problem.ts'
import { openShop, shortPatience } from '#test/support/shop.ts'

const SURVIVOR = '565039505'

type Row = [
  situation: string,
  userId: number,
  status: number,
  code: string,
  told?: { survivorId?: string; retryAfterSeconds?: number; path?: string },
]

const rows: Row[] = [
  ['an id the vendor does not know (HTTP 200 with error 8015)', 600_000_501, 404, 'customer_not_found'],
  ['an id on nobody’s list', 999_999_999, 404, 'customer_not_found'],
  ['an unknown id told as HTTP 404', 600_000_502, 404, 'customer_not_found'],
  ['an unknown id told as a blank 400', 600_000_503, 404, 'customer_not_found'],
  [
    'a merger told as a warning with an entity',
    600_000_504,
    409,
    'customer_merged',
    { survivorId: SURVIVOR },
  ],
  ['a merger told as a warning with an id', 600_000_505, 409, 'customer_merged', { survivorId: SURVIVOR }],
  ['a merger told as an error without a survivor', 600_000_506, 409, 'customer_merged'],
  [
    'a merger told by the survivor’s own answer',
    600_000_507,
    409,
    'customer_merged',
    { survivorId: SURVIVOR },
  ],
  ['access denied', 600_000_508, 403, 'not_allowed'],
  ['an account deleted for privacy', 600_000_509, 410, 'customer_deleted'],
  ['credentials refused in XML', 600_000_510, 401, 'signed_out'],
  ['busy with Retry-After', 600_000_601, 503, 'vendor_busy', { retryAfterSeconds: 2 }],
  ['busy without Retry-After', 600_000_602, 503, 'vendor_busy', { retryAfterSeconds: 3 }],
  ['a busy search engine (461)', 600_000_603, 503, 'vendor_busy', { retryAfterSeconds: 3 }],
  ['several actions on one customer (521)', 600_000_604, 503, 'vendor_busy', { retryAfterSeconds: 3 }],
  ['the access service down (503 with 4001)', 600_000_606, 502, 'vendor_down'],
  ['an HTML 502 of the vendor’s edge', 600_000_607, 502, 'vendor_down'],
  ['an answer that takes too long', 600_000_608, 504, 'timed_out'],
  ['an answer that never comes', 600_000_609, 504, 'timed_out'],
  ['an answer cut in the middle', 600_000_610, 502, 'vendor_down'],
  ['a connection reset before the first byte', 600_000_611, 502, 'vendor_down'],
  ['malformed JSON', 600_000_612, 502, 'vendor_unreadable'],
  ['an HTML page with HTTP 200', 600_000_613, 502, 'vendor_unreadable'],
  ['an empty body with HTTP 200', 600_000_614, 502, 'vendor_unreadable'],
  ['an answer of 2 MB', 600_000_615, 502, 'vendor_unreadable'],
  ['the answer of another customer', 600_000_701, 502, 'identity_mismatch', { path: 'id' }],
  ['the profile of another customer', 600_000_702, 502, 'identity_mismatch', { path: 'profiles.0.userId' }],
]

test.each(rows)(
  '%s (%i) reaches the screen as %i %s',
  async (_situation, userId, status, code, told = {}) => {
    await using shop = await openShop(code === 'timed_out' ? { patience: shortPatience } : {})
    const answer = await shop.customer(userId)
    const { requestId, vendorRequestId, title, ...rest } = v.parse(
      v.strictObject(problem.entries),
      answer.json(),
    )
    expect(rest).toEqual({ type: `urn:countersign:problem:${code}`, status, code, ...told })
    expect(title).not.toBe('')
    expect(vendorRequestId).toBe(answer.headers['x-cap-requestid'])
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain(problemMediaType)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['x-request-id']).toBe(requestId)
    expect(answer.headers['retry-after']).toBe(told.retryAfterSeconds?.toString())
    expect(answer.headers['set-cookie']).toBeUndefined()
  },
)

test('a busy vendor is answered by the clerk’s next try, not by ours', async () => {
  await using shop = await openShop()
  const [busy, good] = [await shop.customer(600_000_605), await shop.customer(600_000_605)]
  expect(busy.json()).toMatchObject({ code: 'vendor_busy', retryAfterSeconds: 1 })
  expect(good.statusCode).toBe(200)
  expect(shop.sandbox.requests).toHaveLength(2)
})

test('a vendor that is out of reach is down', async () => {
  await using shop = await openShop()
  await shop.sandbox.close()
  expect((await shop.customer(SURVIVOR)).json()).toMatchObject({ code: 'vendor_down', status: 502 })
})

test('a failure carries the vendor’s id of the request, for its support', async () => {
  await using shop = await openShop()
  const answer = await shop.customer(600_000_508)
  expect(answer.headers['x-cap-requestid']).toMatch(/^[0-9a-f]{32}$/)
  expect(shop.logLines.join('')).toContain(`"vendorRequestId":"${String(answer.headers['x-cap-requestid'])}"`)
})

test('nothing a vendor says about a failure reaches the browser', async () => {
  await using shop = await openShop()
  const answers = await Promise.all(
    [600_000_501, 600_000_508, 600_000_509, 600_000_510].map((id) => shop.customer(id)),
  )
  for (const { body } of answers)
    expect(body).not.toMatch(/Customer not found|Not authorized|PII|Authentication failed/)
})
