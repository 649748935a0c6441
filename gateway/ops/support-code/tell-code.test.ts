import { expect, test } from 'vitest'
import { supportCode } from '#contract/api/support-code.ts'
import { tellCode } from './tell-code.ts'

const code = supportCode({
  scanner: 'other layout',
  keyboard: 'fine',
  camera: 'refused',
  gateway: 'fine',
  clock: 'far off',
  store: 'up',
  vendor: 'down',
  photoHost: 'unknown',
  versions: 'same',
  browser: 'fine',
  offlineStart: 'ready',
  leftBehind: 'nothing',
  screen: 'fine',
  fonts: 'fine',
  browserName: 'Chrome',
  browserVersion: 156,
  clockOff: 90_000,
})

const tell = (...args: string[]) => {
  const lines: string[] = []
  const exitCode = tellCode(args, (line) => lines.push(line))
  return { exitCode, said: lines.join('\n') }
}

test('support reads what a till found from the code it was told', () => {
  const { exitCode, said } = tell(...code.toLowerCase().split('-'))
  expect(exitCode).toBe(0)
  for (const line of [
    /^scanner +other layout$/m,
    /^camera +refused$/m,
    /^loyalty service +down$/m,
    /^clock is off by +60000 ms or more$/m,
    /^its version +156$/m,
  ])
    expect(said).toMatch(line)
})

test('a code with a wrong letter is refused, and told to be wrong', () => {
  const wrong = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  expect(tell(wrong)).toEqual({ exitCode: 2, said: expect.stringContaining('a letter is wrong') })
  expect(tell()).toMatchObject({ exitCode: 2 })
})
