import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'

/** Another gateway has its store in this folder. Two at once would destroy it. */
class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  constructor() {
    super(
      'DATA_DIR is in use by another process. Stop it first, or give each gateway a folder of its own; several share one store by DATABASE_URL.',
    )
  }
}

/**
 * Locks a folder for this process, because the database itself does not. The lock is a socket that the kernel gives to one process and
 * takes back when that ends, however it ends. On Linux it has a name and no file. Elsewhere it is a file in the folder, and one that
 * nobody listens at is of a process that has gone.
 *
 * @returns a function that releases the lock
 * @throws {FolderInUse}
 * @see https://nodejs.org/api/net.html#identifying-paths-for-ipc-connections
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const place = await realpath(folder)
  const name = createHash('sha256').update(place).digest('hex').slice(0, 32)
  const isNamed = process.platform === 'linux'
  const address = isNamed ? `\0countersign-${name}` : path.join(place, 'gateway.sock')
  let server = await listenAt(address)
  if (server === undefined && !isNamed && !(await isAnswered(address))) {
    await rm(address, { force: true })
    server = await listenAt(address)
  }
  if (server === undefined) throw new FolderInUse()
  const held = server
  return () => new Promise((resolve) => held.close(() => resolve()))
}

/** @returns `undefined` if the address is taken */
const listenAt = (address: string) =>
  new Promise<Server | undefined>((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).unref()
    server.once('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'EADDRINUSE' ? resolve(undefined) : reject(fault),
    )
    server.listen(address, () => resolve(server))
  })

const isAnswered = (address: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(address, () => {
      socket.destroy()
      resolve(true)
    }).once('error', () => resolve(false))
  })
