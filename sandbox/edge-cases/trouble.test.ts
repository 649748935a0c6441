import { expect, test } from 'vitest'
import { openCounter } from '#sandbox/testing/counter.ts'

test('the vendor is busy with 429, 461 or 521, and says for how long where it can', async () => {
  await using counter = await openCounter()
  const answers = []
  for (const userId of [600_000_601, 600_000_602, 600_000_603, 600_000_604]) {
    const { status, headers } = await counter.setImage(userId)
    answers.push([status, headers.get('retry-after')])
  }
  expect(answers).toEqual([
    [429, '2'],
    [429, null],
    [461, null],
    [521, null],
  ])
})

test('the vendor that is busy once is fine the second time, in turn', async () => {
  await using counter = await openCounter()
  const statuses = []
  for (let call = 0; call < 4; call++) statuses.push((await counter.setImage(600_000_605)).status)
  expect(statuses).toEqual([429, 200, 429, 200])
})

test('the vendor is down, with its own body or with a page of HTML', async () => {
  await using counter = await openCounter()
  const access = await counter.setImage(600_000_606)
  expect([access.status, await access.json()]).toMatchObject([503, { errors: [{ code: 4001 }] }])
  const edge = await counter.setImage(600_000_607)
  expect([edge.status, edge.headers.get('content-type')]).toEqual([502, 'text/html; charset=UTF-8'])
})

test('a slow and a hanging answer have not come when the caller gives up, and the log says so', async () => {
  await using counter = await openCounter()
  for (const userId of [600_000_608, 600_000_609]) {
    const patience = AbortSignal.timeout(50)
    await expect(
      counter.setImage(userId, { signal: patience, headers: { authorization: counter.authorization } }),
    ).rejects.toThrow('aborted')
  }
  await expect
    .poll(() => counter.sandbox.requests.map(({ aborted, status }) => ({ aborted, status })))
    .toEqual([
      { aborted: true, status: null },
      { aborted: true, status: null },
    ])
})

test('an answer is cut in the middle, or the connection reset before it, by the vendor and not by the caller', async () => {
  await using counter = await openCounter()
  const cut = await counter.setImage(600_000_610)
  expect(cut.status).toBe(200)
  await expect(cut.text()).rejects.toThrow('terminated')
  await expect(counter.setImage(600_000_611)).rejects.toThrow('fetch failed')
  expect(counter.sandbox.requests.map(({ aborted, status }) => [aborted, status])).toEqual([
    [false, 200],
    [false, null],
  ])
})

test('an answer is no JSON, HTML, or nothing at all, under HTTP 200', async () => {
  await using counter = await openCounter()
  for (const userId of [600_000_612, 600_000_613, 600_000_614]) {
    const answer = await counter.setImage(userId)
    expect(answer.status).toBe(200)
    await expect(answer.json()).rejects.toThrow(/JSON/)
  }
})

test('an answer can be 2 MB long, and a good one can carry a warning', async () => {
  await using counter = await openCounter()
  const long = await (await counter.setImage(600_000_615)).text()
  expect(long.length).toBeGreaterThan(2 * 1024 * 1024)
  expect(JSON.parse(long)).toMatchObject({ id: 600_000_615 })
  expect(await counter.customer(600_000_616)).toMatchObject({ id: 600_000_616, warnings: [{ code: 91001 }] })
})
