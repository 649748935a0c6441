import { chmod, stat } from 'node:fs/promises'

/** Others can read or write a folder that is not ours, so that we cannot mend it. */
class FolderOpenToOthers extends Error {
  override readonly name = 'FolderOpenToOthers'
  constructor(folder: string) {
    super(
      `Others can read or write DATA_DIR, and it belongs to another user. Run: chown ${process.getuid?.()} '${folder}' && chmod 700 '${folder}'`,
    )
  }
}

/**
 * Closes a folder to other users. It holds the session keys and the record.
 *
 * @throws {FolderOpenToOthers} if the folder belongs to another user
 */
export async function closeToOthers(folder: string) {
  const { mode, uid } = await stat(folder)
  // There are no such rights on Windows.
  if (process.getuid === undefined || (mode & 0o077) === 0) return
  if (uid !== process.getuid()) throw new FolderOpenToOthers(folder)
  await chmod(folder, 0o700)
}
