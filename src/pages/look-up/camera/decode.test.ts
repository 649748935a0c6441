import { expect, test } from 'vitest'
import { firstRead } from './decode.ts'

/** The texts that are read from one frame after another, as with a camera. */
async function* frames(...texts: (string | undefined)[]) {
  yield* texts
}

const asIs = async (text: string | undefined) => text

test('a code counts once two frames agree on it', async () => {
  expect(await firstRead(frames('565039505', '565039505', 'later'), asIs)).toBe('565039505')
})

test('a frame that was misread counts for nothing', async () => {
  expect(await firstRead(frames('4006381333931', '4006381333986', '4006381333986'), asIs)).toBe(
    '4006381333986',
  )
})

test('a hand that shakes costs frames, not the read', async () => {
  expect(await firstRead(frames('565039505', undefined, undefined, '565039505'), asIs)).toBe('565039505')
})

test('a camera that goes off has read nothing', async () => {
  expect(await firstRead(frames(undefined, '565039505'), asIs)).toBeUndefined()
})

test('no frame is fetched while the former is being read', async () => {
  const order: string[] = []
  async function* watched() {
    for (const frame of ['one', 'two']) {
      order.push(`show ${frame}`)
      yield frame
    }
  }
  await firstRead(watched(), async (frame) => {
    await Promise.resolve()
    order.push(`read ${frame}`)
    return undefined
  })
  expect(order).toEqual(['show one', 'read one', 'show two', 'read two'])
})
