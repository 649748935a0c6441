import { expect, test } from 'vitest'
import { openShop } from '#test/support/shop.ts'
import { openTestStore } from '#test/support/store.ts'
import { isRefusal, toldOfFault } from './store-fault.ts'

test.each([
  ["select 'Aditi Khan'::integer", '22P02', 'invalid input syntax for type integer'],
  ['select 9148574269::bigint::smallint', '22003', 'smallint out of range'],
  ["select 'Aditi'::timestamptz", '22007', 'invalid input syntax for type timestamp with time zone'],
  ['select * from no_such_table', '42P01', 'relation "no_such_table" does not exist'],
  [
    "insert into colleague_pins values ('Aditi', null, 'n', 's', '', now())",
    '23502',
    'null value in column "associate" of relation "colleague_pins" violates not-null constraint',
  ],
])('of what the database says to %s the log gets code %s and no value', async (sql, sqlstate, message) => {
  await using store = await openTestStore()
  const fault: unknown = await store.query(sql).catch((each: unknown) => each)
  expect(toldOfFault(fault)).toEqual({ error: expect.any(String), sqlstate, message })
  expect(isRefusal(fault)).toBe(true)
})

test('of a network error the log gets its code, and it refuses nothing', () => {
  const fault = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' })
  expect(toldOfFault(fault)).toEqual({ error: 'Error', cause: 'ECONNREFUSED' })
  expect(isRefusal(fault)).toBe(false)
})

test('a statement that fails is told in the log with its SQLSTATE and message', async () => {
  await using shop = await openShop()
  await shop.store.query('alter table sessions rename to elsewhere')
  expect((await shop.customer(565039505)).json()).toMatchObject({ code: 'internal' })
  const lines = shop.logLines.map((line): unknown => JSON.parse(line))
  expect(lines).toContainEqual(
    expect.objectContaining({ sqlstate: '42P01', message: 'relation "sessions" does not exist' }),
  )
})
