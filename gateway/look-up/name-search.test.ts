import { expect, test } from 'vitest'
import { openShop } from '#test/support/shop.ts'
import { isSameName } from './name-search.ts'

test.each([
  ['Khan Aditi', 'Aditi Khan'],
  ['Mr Rohan Mehta', 'Rohan Mehta'],
  ['Mehta Dr. Rohan', 'Rohan Mehta'],
  ['Nora O’Dea', "Nora O'Dea"],
  ['O’Dea', "Nora O'Dea"],
  ['Pena Ortiz Lucia', 'Lucía Peña Ortiz'],
  ['Peña', 'Lucía Peña Ortiz'],
  ['Pena', 'Lucía Peña Ortiz'],
  ['高橋陽子', '陽子 高橋'],
  ['高橋陽子様', '陽子 高橋'],
  ['陽子 高橋', '陽子 高橋'],
])('%s finds %s', async (text, name) => {
  await using shop = await openShop()
  const { people } = (await shop.post('/api/search', { text })).json()
  expect(people).toContainEqual(expect.objectContaining({ name, matched: 'name' }))
  for (const each of people) expect(each.name).toMatch(/Khan|Mehta|O'Dea|Peña|高橋/)
  expect(shop.sandbox.requests.length).toBeLessThanOrEqual(4)
})

test('the vendor is asked for one word, and the people whose other words differ are left out', async () => {
  await using shop = await openShop()
  const { people, total } = (await shop.post('/api/search', { text: 'Meera Pillai' })).json()
  expect(people).toMatchObject([{ name: 'Meera Pillai' }, { name: 'Meera Pillai' }])
  expect(total).toBe(2)
  expect(shop.sandbox.requests.map(({ path }) => path)).toEqual([
    '/v2/customers/search?q=Pillai&limit=100&offset=0',
  ])
})

test('a whole name in any order that is one person’s leads to that person', async () => {
  await using shop = await openShop()
  const answer = await shop.post('/api/find', { readings: [{ kind: 'name', value: 'Mr Mehta Rohan' }] })
  expect(answer.json()).toMatchObject({ outcome: 'found', matchedBy: 'name' })
})

test.each([
  ['Aditi Khan', 'khan aditi', true],
  ['Nora O’Dea', "nora o'dea", true],
  ['Lucía Peña', 'Lucia Pena', true],
  ['Jürgen Groß', 'Jurgen Gross', true],
  ['محمّد', 'محمد', true],
  ['陽子 高橋', '高橋陽子', true],
  ['राम', 'रम', false],
  ['Aditi Khan', 'Aditi', false],
  ['Aditi Khan', 'Aditi Khan Khan', false],
])('%s and %s are the same name: %s', (one, other, same) => {
  expect(isSameName(one, other)).toBe(same)
})
