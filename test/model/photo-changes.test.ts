import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basic } from '#gateway/capillary/credentials.ts'
import { readCustomer } from '#contract/customer/customer.ts'
import { policyOf, withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { agreed, portrait, removePhoto, savePhoto } from '#test/support/take-photo.ts'
import { anotherSession, look, type Looked } from '#test/support/verify.ts'

/** A history takes as long as a hundred of those in `photo.test.ts`: lost answers are waited for. */
const histories = Math.ceil(Number(import.meta.env['HISTORIES'] ?? 300) / 100)

/** Nobody's yet; busy at every second write; kept without an answer; refused without an answer; cannot be deleted. */
const customers = [600_000_103, 600_001_256, 600_001_257, 600_001_258, 600_001_255]
const pictures = ['p01', 'p02', 'p03', 'p04', 'p06', 'p07', 'p09', 'p10', 'p12', 'p13']

const freely = policyOf({
  ...withoutLimits.policy,
  photo: { replace: { roles: ['associate'] }, remove: { roles: ['associate'] } },
})

/** What the platform must have of a customer, and what it may have as well, because the till was told that nobody knows. */
type Expected = { surely: string[]; maybe: string[] }

type OnFile = { identity: string; picture: string }
type Screen = { looked: Looked; photos: OnFile[] }

const without = (list: string[], one: string) => list.toSpliced(list.indexOf(one), list.includes(one) ? 1 : 0)

/** Two tills at one gateway, and what their screens said of what they did. */
async function openTills(shop: Shop, files: ReadonlyMap<string, Buffer>) {
  const reader = await anotherSession(shop)
  const sessions = [await anotherSession(shop, '2313'), await anotherSession(shop, '2314')]
  const screens: (Screen | undefined)[] = [undefined, undefined]
  const expected = new Map<number, Expected>()
  const mistaken: string[] = []
  let said = 0

  const pictureOf = (bytes: Buffer) => [...files].find(([, file]) => file.equals(bytes))?.[0] ?? 'unknown'

  async function onFile(userId: number, session = reader): Promise<OnFile[]> {
    const { photos } = readCustomer((await shop.customer(userId, { session })).json(), String(userId))
    const found = photos.filter((photo) => photo.state === 'on-file')
    return Promise.all(
      found.map(async ({ identity, link }) => {
        const { rawPayload } = await shop.photo(link, session)
        return { identity, picture: pictureOf(rawPayload) }
      }),
    )
  }

  const note = (userId: number, change: (now: Expected) => Expected) =>
    expected.set(userId, change(expected.get(userId) ?? { surely: [], maybe: [] }))
  const gone = (userId: number, picture: string) =>
    note(userId, ({ surely, maybe }) =>
      surely.includes(picture)
        ? { surely: without(surely, picture), maybe }
        : { surely, maybe: without(maybe, picture) },
    )

  return {
    expected,
    mistaken,
    onFile,
    saidSaved: () => said,
    async begin() {
      for (const userId of customers) {
        const photos = (await onFile(userId)).map(({ picture }) => picture)
        expected.set(userId, { surely: photos, maybe: [] })
      }
    },
    async show(till: number, userId: number) {
      const session = sessions[till] ?? ''
      screens[till] = { looked: await look(shop, userId, session), photos: await onFile(userId, session) }
    },
    async take(till: number, picture: string, replaces = false) {
      const screen = screens[till]
      const file = files.get(picture)
      const former = replaces ? screen?.photos[0] : undefined
      if (screen === undefined || file === undefined || (replaces && former === undefined)) return
      const userId = Number(screen.looked.userId)
      const facts = former === undefined ? agreed : { ...agreed, replaces: former.identity }
      const answer = (await savePhoto(shop, screen.looked, file, facts)).json()
      if (answer.identity !== undefined) {
        said += 1
        const saved = (await onFile(userId)).find(({ identity }) => identity === answer.identity)
        if (saved !== undefined && saved.picture !== picture)
          mistaken.push(`${saved.picture} was taken for ${picture}`)
        note(userId, ({ surely, maybe }) => ({ surely: [...surely, picture], maybe }))
        if (answer.former === 'gone' && former !== undefined) gone(userId, former.picture)
      }
      if (answer.code === 'photo_unsure')
        note(userId, ({ surely, maybe }) => ({ surely, maybe: [...maybe, picture] }))
    },
    async remove(till: number) {
      const screen = screens[till]
      const photo = screen?.photos[0]
      if (screen === undefined || photo === undefined) return
      const { statusCode } = await removePhoto(shop, screen.looked, photo.identity)
      if (statusCode === 204) gone(Number(screen.looked.userId), photo.picture)
    },
    async lockAndUnlock(till: number) {
      const session = sessions[till] ?? ''
      await shop.post('/api/session/lock', {}, { session })
      await this.take(till, 'p01')
      sessions[till] = await anotherSession(shop, till === 0 ? '2313' : '2314')
      screens[till] = undefined
    },
    /** Another system of the company adds a photo at the platform, while a till does. */
    async elsewhere(till: number) {
      const userId = Number(screens[till]?.looked.userId ?? customers[0])
      const body = new FormData()
      const file = files.get('p15') ?? Buffer.alloc(0)
      body.append('file', new Blob([Uint8Array.from(file)], { type: 'image/jpeg' }), 'photo.jpg')
      const headers = { authorization: basic(shop.sandbox.till) }
      const sent = fetch(`${shop.sandbox.apiUrl}/v2/customers/${userId}/setImage`, {
        method: 'POST',
        headers,
        body,
      })
      const [answer] = await Promise.all([
        sent.then((each) => each.text()).catch(() => ''),
        this.take(till, 'p02'),
      ])
      if (answer.includes('"code":200'))
        note(userId, ({ surely, maybe }) => ({ surely: [...surely, 'p15'], maybe }))
      else note(userId, ({ surely, maybe }) => ({ surely, maybe: [...maybe, 'p15'] }))
    },
  }
}

type Tills = Awaited<ReturnType<typeof openTills>>

const step = <Value>(name: string, values: Value[], act: (tills: Tills, value: Value) => Promise<unknown>) =>
  fc.constantFrom(...values).map((value): fc.AsyncCommand<object, Tills> => ({
    check: () => true,
    run: async (_model, tills) => void (await act(tills, value)),
    toString: () => `${name} ${JSON.stringify(value)}`,
  }))
const each = [0, 1].flatMap((till) => customers.map((userId) => [till, userId] as const))
const shots = [0, 1].flatMap((till) => pictures.map((picture) => [till, picture] as const))
const steps = [
  step('show', each, (tills, [till, userId]) => tills.show(till, userId)),
  step('show', each, (tills, [till, userId]) => tills.show(till, userId)),
  step('take', shots, (tills, [till, picture]) => tills.take(till, picture)),
  step('replace', shots, (tills, [till, picture]) => tills.take(till, picture, true)),
  step('remove', [0, 1], (tills, till) => tills.remove(till)),
  step('both take', pictures, (tills, picture) =>
    Promise.all([tills.take(0, picture), tills.take(1, 'p15')]),
  ),
  step('take, and switch at once to', each, (tills, [till, userId]) =>
    Promise.all([tills.take(till, 'p04'), tills.show(till, userId)]),
  ),
  step('take while another system does', [0, 1], (tills, till) => tills.elsewhere(till)),
  step('lock, take and sign in at', [0, 1], (tills, till) => tills.lockAndUnlock(till)),
]

/** What is on file for a customer beside what was said, and what was said and is not. */
function differences({ surely, maybe }: Expected, found: readonly string[]): string[] {
  const missing = surely.filter(
    (picture, at) =>
      found.filter((one) => one === picture).length <=
      surely.slice(0, at).filter((one) => one === picture).length,
  )
  const allowed = [...surely, ...maybe]
  const surplus = found.filter(
    (picture, at) =>
      allowed.filter((one) => one === picture).length <=
      found.slice(0, at).filter((one) => one === picture).length,
  )
  return [
    ...missing.map((picture) => `${picture} is missing`),
    ...surplus.map((picture) => `${picture} is there`),
  ]
}

async function play(
  numRuns: number,
  alter: (userId: number, found: string[]) => string[] = (_, found) => found,
) {
  await using shop = await openShop({ policy: freely, signedIn: false })
  const files = new Map(
    await Promise.all([...pictures, 'p15'].map(async (name) => [name, await portrait(name)] as const)),
  )
  const tills = await openTills(shop, files)
  const property = fc.asyncProperty(fc.commands(steps, { maxCommands: 25, size: 'max' }), async (plan) => {
    await tills.begin()
    await fc.asyncModelRun(() => ({ model: {}, real: tills }), plan)
    expect(tills.mistaken).toEqual([])
    for (const userId of customers) {
      const found = alter(
        userId,
        (await tills.onFile(userId)).map(({ picture }) => picture),
      )
      expect(differences(tills.expected.get(userId) ?? { surely: [], maybe: [] }, found)).toEqual([])
    }
  })
  const details = await fc.check(property, { seed, numRuns, endOnFailure: true })
  return { said: tills.saidSaved(), report: fc.defaultReportMessage(details) ?? 'nothing' }
}

test('no photo comes to another customer, none is there twice, and none is lost that was said to be saved', async () => {
  const { said, report } = await play(histories)
  expect(report).toBe('nothing')
  expect(said).toBeGreaterThan(histories)
}, 3_600_000)

test.each([
  [
    'a photo of somebody else',
    (userId: number, found: string[]) => (userId === customers[0] ? [...found, 'p13'] : found),
  ],
  ['a photo that is lost', (_: number, found: string[]) => found.slice(1)],
])('it would be noticed: %s', async (_, alter) => {
  expect((await play(5, alter)).report).toContain('Counterexample')
})
