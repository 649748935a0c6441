import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** What every value of the sandbox's marked customers looks like: letters that stand nowhere else, or a number that does not. */
const marks = /zqxv[a-z]{8}|8819977\d{5}/gi

/** The marks that a text holds, each once. */
export const marksIn = (text: string) => [...new Set(text.match(marks))].map((each) => each.toLowerCase())

/**
 * Reads every file below a folder as bytes, as UTF-8 or Latin-1 and as UTF-16 would have written them.
 *
 * @returns the marks that were found, and where
 */
export async function residueIn(folder: string): Promise<string[]> {
  const found: string[] = []
  for await (const { file, bytes } of filesIn(folder)) {
    const readings = [
      bytes.toString('latin1'),
      bytes.toString('utf16le'),
      bytes.subarray(1).toString('utf16le'),
    ]
    const its = new Set(readings.flatMap(marksIn))
    found.push(...[...its].map((mark) => `${mark} in ${path.relative(folder, file)}`))
  }
  return found
}

/** The files below a folder that hold any of these bytes. */
export async function filesHolding(folder: string, pieces: readonly Buffer[]): Promise<string[]> {
  const found: string[] = []
  for await (const { file, bytes } of filesIn(folder))
    if (pieces.some((piece) => bytes.includes(piece))) found.push(path.relative(folder, file))
  return found
}

async function* filesIn(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    const bytes = await readFile(file).catch((fault: unknown) => {
      // A browser that has crashed may still be putting its files in order: what has gone holds nothing.
      if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return Buffer.alloc(0)
      throw fault
    })
    yield { file, bytes }
  }
}
