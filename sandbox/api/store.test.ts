import { expect, test } from 'vitest'
import { openCounter } from '#sandbox/testing/counter.ts'

const LOGIN = '/v1.1/store/login?format=json'
const ASSOCIATES = '/v1.1/store/staff?format=json&type=ASSOCIATE'
const MANAGERS = '/v1.1/store/staff?format=json&type=MANAGER'

type Listed = { response: { store: { staff: { user: { firstname: string; type: string }[] } } } }

test('the demo till lists its associates and its manager, each when asked for', async () => {
  await using counter = await openCounter()
  const listed = async (path: string) => {
    const { response }: Listed = await (await counter.get(path)).json()
    return response.store.staff.user.map(({ type, firstname }) => `${type} ${firstname}`)
  }
  expect(await listed(ASSOCIATES)).toEqual([
    'ASSOCIATE Asha',
    'ASSOCIATE Jonas',
    'ASSOCIATE Noor',
    'ASSOCIATE Faraway',
  ])
  expect(await listed(MANAGERS)).toEqual(['MANAGER Margarida'])
})

test('the second till says of itself that nobody signs in by name', async () => {
  await using counter = await openCounter()
  const { code, password } = counter.sandbox.tillWithoutStaff
  const user = async (init?: RequestInit) =>
    (await (await counter.get(LOGIN, init)).json()).response.store.user
  expect(await user()).toMatchObject({ username: 'till.demo', associate_login_enabled: 'true' })
  expect(await user({ headers: { authorization: counter.basic(code, password) } })).toMatchObject({
    username: code,
    associate_login_enabled: 'false',
  })
})

test('the list of staff can fail by itself, and every till’s password can be revoked', async () => {
  await using counter = await openCounter()
  counter.sandbox.control({ staff: 'down' })
  expect((await counter.get(LOGIN)).status).toBe(200)
  expect(await (await counter.get(ASSOCIATES)).json()).toMatchObject({
    response: { status: { success: 'false', code: '500' } },
  })
  counter.sandbox.control({ tills: 'revoked' })
  expect((await counter.get(LOGIN)).status).toBe(401)
})
