import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { livePolicy } from './live-policy.ts'
import { defaultPolicy } from './policy.ts'

test('a policy file is followed; one with mistakes is refused, and the last good one stays', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-'))
  const file = path.join(folder, 'policy.json')
  const write = async (text: string) => {
    await writeFile(`${file}.new`, text)
    await rename(`${file}.new`, file)
  }
  await write('{}')
  const lines: unknown[] = []
  const log = { info: () => undefined, warn: (line: unknown) => void lines.push(line) }
  const live = livePolicy({ file, policy: defaultPolicy }, log)
  const patience = { timeout: 15_000 }
  try {
    await write('{ "reveal": { "seconds": 20 } }')
    await vi.waitFor(() => expect(live.current().reveal.seconds).toBe(20), patience)
    await write('{\n  "reveal": { "seconds": 1 } }')
    await vi.waitFor(() => expect(lines).toHaveLength(1), patience)
    expect(lines[0]).toMatchObject({ policyMistakes: [expect.stringMatching(/^Line 2 of POLICY/)] })
    expect(live.current().reveal.seconds).toBe(20)
    await write('{ "fields": { "extendedFields.gender": "hide" } }')
    await vi.waitFor(
      () => expect(live.current().rules(['extendedFields', 'gender']).associate).toBe('hide'),
      patience,
    )
  } finally {
    live.close()
    await rm(folder, { recursive: true })
  }
})
