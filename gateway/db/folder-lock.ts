import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Another gateway has its store in this folder. Two at once would destroy it. */
class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  constructor(holder: number) {
    super(
      `DATA_DIR is in use by process ${holder}. Stop it first, or give each gateway a folder of its own; several share one store by DATABASE_URL.`,
    )
  }
}

/**
 * Locks a folder for this process, because the database itself does not. A lock of a process that no longer exists is ignored.
 *
 * @returns a function that releases the lock
 * @throws {FolderInUse}
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'gateway.pid')
  const take = () => writeFile(file, String(process.pid), { flag: 'wx' })
  try {
    await take()
  } catch {
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    if (isRunning(holder)) throw new FolderInUse(holder)
    await rm(file, { force: true })
    await take()
  }
  return () => rm(file, { force: true })
}

/** A lock with our own process id is from an earlier process: in a container every run can have the same id. */
function isRunning(pid: number) {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}
