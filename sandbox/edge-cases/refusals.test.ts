import { expect, test } from 'vitest'
import { openCounter } from '#sandbox/testing/counter.ts'
import { refusals } from './refusals.ts'

test('the vendor says no in every way we know of', async () => {
  await using counter = await openCounter()
  const answers = await Promise.all(
    refusals.map(async ({ customer }) => {
      const answer = await counter.setImage(customer.userId)
      return [customer.userId, answer.status, await answer.text()] as const
    }),
  )
  const said = new Map(answers.map(([userId, status, body]) => [userId, { status, body }]))
  const error = (code: number) =>
    expect.stringMatching(new RegExp(`^{"errors":\\[{"status":false,"code":${code},`))
  expect(said.get(600_000_501)).toEqual({ status: 200, body: error(8015) })
  expect(said.get(600_000_502)).toEqual({ status: 404, body: error(8015) })
  expect(said.get(600_000_503)).toEqual({ status: 400, body: '' })
  expect(said.get(600_000_506)).toEqual({ status: 200, body: error(8069) })
  expect(said.get(600_000_508)).toEqual({
    status: 403,
    body: '{"warnings":[],"errors":[{"status":false,"code":4000,"message":"Not authorized. Access is denied!"}]}',
  })
  expect(said.get(600_000_509)).toEqual({
    status: 200,
    body: expect.stringContaining('deleted after PII delete request'),
  })
  expect(said.get(600_000_510)).toEqual({ status: 401, body: expect.stringContaining('<code>401</code>') })
})

test('a merged account leads to the one that survived', async () => {
  await using counter = await openCounter()
  expect(await counter.customer(600_000_504)).toMatchObject({
    entity: 565_039_505,
    warnings: [{ code: 8069 }],
  })
  expect(await counter.customer(600_000_505)).toMatchObject({ id: 565_039_505, warnings: [{ code: 8069 }] })
  expect(await counter.customer(600_000_507)).toMatchObject({
    id: 565_039_505,
    profiles: [{ firstName: 'Aditi' }],
    customerImage: [{ status: 'true' }],
    warnings: [{ code: 91009 }],
  })
})
