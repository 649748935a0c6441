import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { savePhoto } from './change-photos.ts'

const userId = '565039505'

type Kept = { object: string; size: number }

/** What the platform answers about a customer who has these photos. */
function answerWith(photos: readonly Kept[]) {
  const body = {
    id: userId,
    customerImage: photos.map(({ object, size }, position) => {
      const s3Token = `customerImage/100737/${userId}/${object}`
      const file = { name: `100737/${userId}/${position}`, s3Token, fileSize: String(size) }
      return { code: 200, status: 'true', file, secureFilePath: `https://photos.example/${s3Token}` }
    }),
  }
  const customer = readCustomer(body, userId)
  return { body, customer, vendorRequestId: undefined, vendorDate: undefined }
}

/** A platform whose answer to a new photo is lost, and which then has these photos. */
function losing(before: Kept[], after: Kept[]) {
  let sent = 0
  return {
    customer: async () => answerWith(sent > 0 ? after : before),
    async addPhoto() {
      sent += 1
      throw new ProblemError('vendor_down')
    },
    deletePhoto: async () => undefined,
    sent: () => sent,
  }
}

const jpeg = new Uint8Array(12_000)
const known = { object: 'known', size: 20_000 }
const strangers = { object: 'strangers', size: 31_000 }
const ours = { object: 'ours', size: jpeg.length }

test('if the answer is lost, ours is the new photo of our size, and no other new one', async () => {
  const kept = losing([known], [strangers, known, ours])
  const saved = await savePhoto(kept, { userId, jpeg, replaces: undefined })
  expect(saved.identity).toContain('ours')
  expect(kept.sent()).toBe(1)

  const notKept = losing([known], [strangers, known])
  await expect(savePhoto(notKept, { userId, jpeg, replaces: undefined })).rejects.toMatchObject({
    code: 'photo_not_taken',
  })
  expect(notKept.sent()).toBe(1)
})

test('a photo that was there before is never taken for ours, also if it is as large', async () => {
  const twin = { object: 'twin', size: jpeg.length }
  const vendor = losing([twin], [twin])
  await expect(savePhoto(vendor, { userId, jpeg, replaces: undefined })).rejects.toMatchObject({
    code: 'photo_not_taken',
  })
})

/** A platform that is full with these photos, and takes no new one either once there is room. */
function full(before: Kept[], canDelete: boolean) {
  let kept = before
  return {
    customer: async () => answerWith(kept),
    async addPhoto() {
      throw new ProblemError(kept.length === before.length ? 'photos_full' : 'vendor_down')
    },
    async deletePhoto(_userId: string, position: number) {
      if (canDelete) kept = kept.toSpliced(position, 1)
    },
    kept: () => kept,
  }
}

test('if room was made for nothing, that is said; if no room could be made, the former photo is still there', async () => {
  const five = ['one', 'two', 'three', 'four', 'five'].map((object) => ({ object, size: 20_000 }))
  const replaces = (await full(five, true).customer()).customer.photos.flatMap((photo) =>
    photo.state === 'on-file' && photo.identity.includes('three') ? photo.identity : [],
  )[0]
  const lost = full(five, true)
  await expect(savePhoto(lost, { userId, jpeg, replaces })).rejects.toMatchObject({
    code: 'photo_only_removed',
  })
  expect(lost.kept().map(({ object }) => object)).toEqual(['one', 'two', 'four', 'five'])
  const stuck = full(five, false)
  await expect(savePhoto(stuck, { userId, jpeg, replaces })).rejects.toMatchObject({
    code: 'photo_not_removed',
  })
  expect(stuck.kept()).toEqual(five)
})
