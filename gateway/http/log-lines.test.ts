import { Writable } from 'node:stream'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { logLines } from './log-lines.ts'

test('what is logged at once is written at once, in its order and nothing twice', async () => {
  const writes: string[] = []
  const out = new Writable({
    write(text: Buffer, _encoding, done) {
      writes.push(String(text))
      done()
    },
  })
  const log = logLines(out)
  log.write('one\n')
  log.write('two\n')
  await turnOfTheLoop()
  log.write('three\n')
  await turnOfTheLoop()
  await turnOfTheLoop()
  expect(writes).toEqual(['one\ntwo\n', 'three\n'])
})

test('a gateway whose log nobody reads any more goes on', async () => {
  const gone = new Writable({ write: (_text, _encoding, done) => done(new Error('write EPIPE')) })
  const log = logLines(gone)
  for (const line of ['one\n', 'two\n']) {
    log.write(line)
    await turnOfTheLoop()
    await turnOfTheLoop()
  }
  expect(gone.errored?.message).toBe('write EPIPE')
})
