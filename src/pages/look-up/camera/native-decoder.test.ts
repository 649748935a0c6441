import { expect, test } from 'vitest'
import { createNativeDecoder } from './native-decoder.ts'

const all = ['aztec', 'code_128', 'data_matrix', 'ean_13', 'qr_code']

/** A browser whose detector supports these kinds, and reads from each frame the codes that it names. */
const browser = (supported: string[]) =>
  class {
    static getSupportedFormats = async () => supported
    readonly formats: string[]
    constructor({ formats }: { formats: string[] }) {
      this.formats = formats
    }
    detect = async (frame: string[]) => frame.map((rawValue) => ({ rawValue }))
  }

test('a browser without a detector decodes nothing itself', async () => {
  expect(await createNativeDecoder(undefined)).toBeUndefined()
})

test.each(all.filter((format) => format !== 'aztec'))(
  'a browser whose detector lacks %s decodes nothing itself, so that every till reads the same codes',
  async (lacking) => {
    const Detector = browser(all.filter((format) => format !== lacking))
    expect(await createNativeDecoder(Detector)).toBeUndefined()
  },
)

test.each<[what: string, frame: string[], text: string | undefined]>([
  ['a code with its leading zeros', ['0012345678905'], '0012345678905'],
  [
    'the separators inside GS1, but not the one at its beginning',
    ['\u001D10ABC\u001D2177'],
    '10ABC\u001D2177',
  ],
  ['one code of several', ['565039505', '565040002'], '565039505'],
  ['nothing in an empty picture', [], undefined],
  ['nothing in a code that is empty', [''], undefined],
])('the browser’s own detector gives %s', async (_what, frame, text) => {
  const decode = await createNativeDecoder(browser(all))
  expect(await decode?.(frame)).toBe(text)
})
