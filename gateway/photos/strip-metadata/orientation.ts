import { uint, uintLittle } from './byte-order.ts'

const ORIENTATION = 0x0112
const SHORT = 3
const IFD_ENTRY = 12

/** The most bytes of a TIFF block searched for an orientation. A JPEG segment cannot contain more. */
export const TIFF_LIMIT = 64 * 1024

/** The orientation (1–8) in the first directory of a TIFF block, as browsers read it: one SHORT. */
function readOrientation(tiff: Uint8Array): number | undefined {
  const mark = uint(tiff, 0, 4)
  if (mark !== 0x4d4d002a && mark !== 0x49492a00) return undefined
  const number = mark === 0x4d4d002a ? uint : uintLittle
  const directory = number(tiff, 4, 4)
  const entries = number(tiff, directory, 2)
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * IFD_ENTRY
    if (entry + IFD_ENTRY > tiff.length) return undefined
    if (number(tiff, entry, 2) !== ORIENTATION) continue
    const value = number(tiff, entry + 8, 2)
    const isReadable = number(tiff, entry + 2, 2) === SHORT && number(tiff, entry + 4, 4) === 1
    return isReadable && value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/**
 * The smallest TIFF block with the orientation of `tiff` and nothing else, 26 bytes big-endian, or `undefined` if `tiff` has no
 * orientation. Zeros may fill the rest of the original's space.
 * Rules: TIFF 6.0 §2, https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf; tag 274 of Exif 2.32.
 */
export function orientationOnly(tiff: Uint8Array): Uint8Array | undefined {
  const orientation = readOrientation(tiff)
  if (orientation === undefined) return undefined
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
  const entry = [0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0]
  const noNextDirectory = [0, 0, 0, 0]
  const block = [...header, 0, 1, ...entry, ...noNextDirectory]
  return block.length <= tiff.length ? Uint8Array.from(block) : undefined
}
