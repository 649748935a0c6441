import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** An empty folder, gone at the end of the block. */
export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'countersign-'))
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
