import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type Answered, openCounter } from '#sandbox/testing/counter.ts'

const ADITI = 565_039_505
const NOBODY_S = 600_000_103
const FIVE = 600_000_201

const portrait = (name: string) => readFile(new URL(`../portraits/${name}.jpg`, import.meta.url))

type Counter = Awaited<ReturnType<typeof openCounter>>

async function add(counter: Counter, userId: number, file: Buffer, part = 'file') {
  const body = new FormData()
  body.append(part, new Blob([Uint8Array.from(file)], { type: 'image/jpeg' }), 'photo.jpg')
  const headers = { authorization: counter.authorization }
  return counter.get(`/v2/customers/${userId}/setImage`, { method: 'POST', headers, body })
}

const remove = (counter: Counter, userId: number, index: number | string) =>
  counter.get(`/v2/customers/${userId}/deleteImage?image_ids=${index}`, {
    method: 'DELETE',
    headers: { authorization: counter.authorization },
  })

const files = async (counter: Counter, userId: number) =>
  ((await counter.customer(userId)).customerImage ?? []).map(({ file }) => file)

const codesIn = async (answer: Response) => {
  const { warnings, errors }: Answered = await answer.json()
  return {
    status: answer.status,
    warnings: warnings?.map(({ code }) => code),
    errors: errors?.map(({ code }) => code),
  }
}

test('a photo that is given is on file, signed and with a key of its own, until it is deleted', async () => {
  await using counter = await openCounter()
  const given = await portrait('p04')
  const answer = await add(counter, NOBODY_S, given)
  expect(await answer.json()).toMatchObject({
    data: [
      { code: 200, status: 'true', file: { name: `100737/${NOBODY_S}/0`, fileSize: String(given.length) } },
    ],
    warnings: [],
    errors: [],
  })
  const links = await counter.photoLinks(NOBODY_S)
  const photo = await fetch(links[0] ?? '')
  expect(Buffer.from(await photo.arrayBuffer()).equals(given)).toBe(true)
  expect(await (await remove(counter, NOBODY_S, 0)).json()).toMatchObject({
    data: [{ code: 200, status: 'true' }],
  })
  expect((await counter.customer(NOBODY_S)).customerImage).toEqual([])
  expect((await fetch(links[0] ?? '')).status).toBe(404)
})

test('a new photo is put beside the others, or takes the place and the handle of the first', async () => {
  await using counter = await openCounter()
  const [former] = await files(counter, ADITI)
  await add(counter, ADITI, await portrait('p04'))
  expect(await files(counter, ADITI)).toMatchObject([former, { name: `100737/${ADITI}/1`, version: 1 }])
  counter.sandbox.control({ upload: 'replace' })
  await add(counter, ADITI, await portrait('p06'))
  const [replaced] = await files(counter, ADITI)
  expect(replaced).toMatchObject({ name: `100737/${ADITI}/0`, version: 2 })
  expect(replaced?.s3Token).not.toBe(former?.s3Token)
})

test('the photos behind a deleted one move up, or keep their index', async () => {
  await using counter = await openCounter()
  const names = async () => (await files(counter, FIVE)).map((file) => file?.name.split('/').at(-1))
  const tokens = (await files(counter, FIVE)).map((file) => file?.s3Token)
  await remove(counter, FIVE, 1)
  expect(await names()).toEqual(['0', '1', '2', '3'])
  expect((await files(counter, FIVE)).map((file) => file?.s3Token)).toEqual(tokens.toSpliced(1, 1))
  counter.sandbox.control({ deleteShifts: false })
  await remove(counter, FIVE, 1)
  expect(await names()).toEqual(['0', '2', '3'])
})

test('what is wrong with a photo is a code in HTTP 200, in either list', async () => {
  await using counter = await openCounter()
  const whole = await portrait('p04')
  const told = async (answer: Promise<Response>) => (await codesIn(await answer)).warnings
  expect(await told(add(counter, ADITI, whole, 'picture'))).toEqual([8081])
  expect(await told(add(counter, ADITI, whole.subarray(0, 10_000)))).toEqual([8083])
  expect(await told(add(counter, ADITI, Buffer.alloc(20_000, 'x')))).toEqual([8084])
  expect(await told(add(counter, FIVE, whole))).toEqual([8082])
  expect(await told(remove(counter, ADITI, ''))).toEqual([8078])
  expect(await told(remove(counter, ADITI, 3))).toEqual([8080])
  counter.sandbox.control({ imageCodes: 'errors' })
  expect(await codesIn(await add(counter, FIVE, whole))).toEqual({
    status: 200,
    warnings: [],
    errors: [8082],
  })
  expect(await codesIn(await add(counter, 4711, whole))).toMatchObject({ errors: [8015] })
})

test('while a photo is being written, another write for the customer is refused', async () => {
  await using counter = await openCounter()
  counter.sandbox.control({ writeDelay: 100 })
  const whole = await portrait('p04')
  const answers = await Promise.all([add(counter, ADITI, whole), add(counter, ADITI, whole)])
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 521])
  expect((await add(counter, ADITI, whole)).status).toBe(200)
})
