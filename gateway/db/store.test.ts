import { expect, test } from 'vitest'
import { openEmptyStore, openTestStore } from '#test/support/store.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'

test('what is written can be read, each kind of value as it was', async () => {
  await using store = await openEmptyStore()
  await store.query(
    'create table things (name text, many integer, is_so boolean, at timestamptz, bytes bytea)',
  )
  const at = new Date('2026-11-23T22:00:00.123Z')
  const written = ["O'Brien; drop table things", 42, true, at, Buffer.from([0, 255])]
  await store.query('insert into things values ($1, $2, $3, $4, $5)', written)
  await store.query('insert into things values (null, null, null, null, null)')
  const [row, empty] = await store.query('select * from things order by name nulls last')
  expect(row).toMatchObject({ name: written[0], many: 42, is_so: true, at })
  expect(row?.bytes instanceof Uint8Array && Buffer.from(row.bytes)).toEqual(Buffer.from([0, 255]))
  expect(Object.values(empty ?? {})).toEqual([null, null, null, null, null])
})

test('a transaction that fails leaves nothing behind, and the store goes on', async () => {
  await using store = await openEmptyStore()
  await store.query('create table things (name text)')
  const failing = store.transaction(async (query) => {
    await query("insert into things values ('half')")
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await expect(store.query('select nothing from nowhere')).rejects.toThrow('nowhere')
  await store.transaction((query) => query("insert into things values ('whole')"))
  expect(await store.query('select * from things')).toEqual([{ name: 'whole' }])
})

test('a statement that has failed can be run again, also where its transaction was rolled back', async () => {
  await using store = await openEmptyStore()
  await store.query('create table things (name text unique, many integer)')
  const add = 'insert into things values ($1, $2::integer) returning many'
  await expect(store.query(add, ['box', 'no number'])).rejects.toThrow('invalid input syntax')
  const rolledBack = store.transaction(async (query) => {
    await query('update things set many = many + $1', [1])
    await query(add, ['box', 'no number'])
  })
  await expect(rolledBack).rejects.toThrow('invalid input syntax')
  expect(await store.query(add, ['box', 7])).toEqual([{ many: 7 }])
  await expect(store.query(add, ['box', 8])).rejects.toThrow('duplicate key')
  await store.query('update things set many = many + $1', [1])
  expect(await store.query('select many from things where name = $1', ['box'])).toEqual([{ many: 8 }])
})

test('what is written beside a transaction stays when that is rolled back', async () => {
  await using store = await openEmptyStore()
  await store.query('create table things (name text)')
  let beside: Promise<unknown> | undefined
  const failing = store.transaction(async (query) => {
    await query('insert into things values ($1)', ['within'])
    beside = store.query('insert into things values ($1)', ['beside'])
    await query('insert into things values ($1)', ['within'])
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await beside
  expect(await store.query('select name from things')).toEqual([{ name: 'beside' }])
})

test('a store is brought up to date once, however many gateways start together', async () => {
  await using store = await openEmptyStore()
  await Promise.all([migrate(store), migrate(store), migrate(store)])
  await migrate(store)
  expect(await store.query('select version from schema_version')).toEqual([{ version: migrations.length }])
})

test('a store that a newer program has written is refused in words, and left as it is', async () => {
  await using store = await openTestStore()
  await store.query('update schema_version set version = version + 1')
  await expect(migrate(store)).rejects.toThrow(
    `The store has schema ${migrations.length + 1}, and this program knows schemas up to ${migrations.length}. Start the newer program.`,
  )
  expect(await store.query('select version from schema_version')).toEqual([
    { version: migrations.length + 1 },
  ])
})
