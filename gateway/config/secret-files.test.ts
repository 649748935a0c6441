import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fileVariables, withSecretFiles } from './secret-files.ts'

test('a secret is read from the file that is named for it, and a mistake does not quote it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-secrets-'))
  const [file, empty] = ['secret', 'empty'].map((name) => path.join(folder, name))
  try {
    await writeFile(file ?? '', 'hunter2\n')
    await writeFile(empty ?? '', '\n')
    for (const name of fileVariables) {
      expect(withSecretFiles({ [`${name}_FILE`]: file, PORT: '1' })).toMatchObject({
        [name]: 'hunter2',
        PORT: '1',
      })
      expect(withSecretFiles({ [name]: 'hunter2', [`${name}_FILE`]: file })).toEqual([
        `Set either ${name} or ${name}_FILE, not both.`,
      ])
      for (const unreadable of [empty, folder, '/nowhere/hunter2'])
        expect(withSecretFiles({ [`${name}_FILE`]: unreadable })).toEqual([
          `${name}_FILE must be the path of a file that can be read and is not empty.`,
        ])
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
