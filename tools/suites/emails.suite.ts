import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readEmail } from '#src/pages/look-up/understanding/email.ts'
import { foldBlanks, foldCharacters } from '#src/pages/look-up/understanding/fold.ts'

/** `test/tests-original.xml` of https://github.com/dominicsayers/isemail */
const file = process.env.EMAILS
if (file === undefined) throw new Error('EMAILS names no file. tools/suites/README.md says where to get it.')

const unescape = (xml: string) =>
  xml
    .replaceAll(/&#x(\w+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

const cases = [...readFileSync(file, 'utf8').matchAll(/<test id="(\d+)">(.*?)<\/test>/gs)].map(
  ([, id = '', body = '']) => ({
    id,
    // The suite writes a control character as the picture of one.
    address: unescape(/<address>(.*?)<\/address>/s.exec(body)?.[1] ?? '').replaceAll(
      /[\u2400-\u241F]/g,
      (picture) => String.fromCodePoint((picture.codePointAt(0) ?? 0) - 0x24_00),
    ),
    category: /<category>ISEMAIL_(.*?)<\/category>/.exec(body)?.[1] ?? '',
  }),
)

const lowerDomain = (address: string) => address.replace(/@[^@]*$/, (domain) => domain.toLowerCase())

test('each valid address is asked for', () => {
  expect(cases.length).toBeGreaterThan(200)
  const others: string[] = []
  const counts = new Map<string, { asked: number; of: number }>()
  for (const { id, address, category } of cases) {
    const reading = readEmail(foldBlanks(foldCharacters(address)))
    const asked = reading?.found === 'email' ? reading.email : undefined
    const count = counts.get(category) ?? { asked: 0, of: 0 }
    counts.set(category, { asked: count.asked + Number(asked !== undefined), of: count.of + 1 })
    if (asked !== undefined && asked !== lowerDomain(address))
      others.push(`${id} ${category} ${JSON.stringify(address)} -> ${asked}`)
  }
  console.table(Object.fromEntries(counts))
  console.log(`asked for otherwise than written:\n${others.join('\n')}`)
  const valid = counts.get('VALID_CATEGORY')
  expect(valid?.asked).toBe(valid?.of)
})
