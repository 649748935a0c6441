import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Keys of 32 bytes. The first key seals; every key opens. A new key in front therefore replaces the others without signing anybody
 * out.
 */
export type SessionKeys = readonly [Buffer, ...Buffer[]]

const keyBytes = 32

/** Reads keys in base64url, separated by white space. @returns `undefined` if one of them is invalid, or there is none */
export function readSessionKeys(written: string): SessionKeys | undefined {
  const texts = written.trim().split(/\s+/)
  const [first, ...others] = texts.map((text) => Buffer.from(text, 'base64url'))
  // Accepts only the canonical spelling, because base64 decoders ignore stray bits and characters.
  const areAllKeys = [first, ...others].every(
    (key, at) => key?.length === keyBytes && key.toString('base64url') === texts[at],
  )
  return first !== undefined && areAllKeys ? [first, ...others] : undefined
}

/** The key file in a data folder contains no valid keys. */
class KeysUnreadable extends Error {
  override readonly name = 'KeysUnreadable'
  constructor() {
    super(
      'The file "session-keys" in DATA_DIR holds no keys. Remove it to have new ones made: everybody signs in anew.',
    )
  }
}

/**
 * The keys of an embedded store. They are made at its first start and kept in a file that only this user can read, or in memory if
 * the store is in memory.
 *
 * @throws {KeysUnreadable}
 */
export async function keepSessionKeys(folder: string | undefined): Promise<SessionKeys> {
  const made = randomBytes(keyBytes)
  if (folder === undefined) return [made]
  const file = path.join(folder, 'session-keys')
  try {
    await writeFile(file, `${made.toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
    return [made]
  } catch {
    const kept = readSessionKeys(await readFile(file, 'utf8'))
    if (kept === undefined) throw new KeysUnreadable()
    return kept
  }
}
