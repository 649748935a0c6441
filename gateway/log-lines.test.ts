import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { logLines } from './log-lines.ts'

test('what is logged at once is written at once, in its order and nothing twice', async () => {
  const writes: string[] = []
  const log = logLines({ write: (text) => writes.push(text) })
  log.write('one\n')
  log.write('two\n')
  await turnOfTheLoop()
  log.write('three\n')
  await turnOfTheLoop()
  await turnOfTheLoop()
  expect(writes).toEqual(['one\ntwo\n', 'three\n'])
})
