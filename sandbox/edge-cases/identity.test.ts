import { expect, test } from 'vitest'
import { type Answered, openCounter } from '#sandbox/testing/counter.ts'
import { somebodyElse } from './somebody-else.ts'

const ADITI = 565_039_505

/** Every customer id an answer speaks of, by the place where it does. */
function idsIn({ id, profiles, customerImage }: Answered) {
  const [photo] = customerImage ?? []
  const path = new URL(photo?.secureFilePath ?? '').pathname
  const ids = {
    id,
    profile: profiles?.[0]?.userId,
    file: Number(photo?.file?.name.split('/')[1]),
    token: Number(photo?.file?.s3Token.split('/')[2]),
    link: Number(path.split('/')[4]),
  }
  return ids
}

test('exactly one place in each mixed-up answer names another customer', async () => {
  await using counter = await openCounter()
  const wrong = []
  for (const { customer } of somebodyElse) {
    const ids = Object.entries(idsIn(await counter.customer(customer.userId)))
    wrong.push(...ids.filter(([, id]) => id !== customer.userId))
  }
  expect(wrong).toEqual(['id', 'profile', 'file', 'token', 'link'].map((place) => [place, ADITI]))
})

test("the mixed-up link really gives the other customer's photo", async () => {
  await using counter = await openCounter()
  const [theirs, hers] = await Promise.all([counter.photo(600_000_705), counter.photo(ADITI)])
  expect([theirs.status, theirs.headers.get('etag')]).toEqual([200, hers.headers.get('etag')])
})

test('names come as they are stored: long, right to left, HTML, empty', async () => {
  await using counter = await openCounter()
  const nameOf = async (userId: number) => {
    const [profile] = (await counter.customer(userId)).profiles ?? []
    return [profile?.firstName, profile?.lastName]
  }
  expect((await nameOf(600_000_801)).join(' ').length).toBeGreaterThan(300)
  expect(await nameOf(600_000_802)).toEqual(['سلمى', 'البستاني'])
  expect(await nameOf(600_000_808)).toEqual(["<img src=x onerror=document.title='PWNED'>", '<b>Bold</b>'])
  expect(await nameOf(600_000_809)).toEqual(['', ''])
  expect(await counter.customer(600_000_811)).toMatchObject({
    errors: null,
    loyaltyInfo: { lifetimePurchases: '1250.50' },
  })
})
