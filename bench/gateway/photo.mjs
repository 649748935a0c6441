// A photo of any size that is a real JPEG as far as anybody looks who does not decode it: a small one whose picture is made longer.
import fs from 'node:fs'

const endOfImage = 2

/** @returns a JPEG of so many bytes, in base64 */
export function aPhoto(bytes) {
  const small = fs.readFileSync('gateway/photos/fixtures/baseline.jpg')
  const filling = Buffer.alloc(bytes - small.length, 0x5a)
  return Buffer.concat([small.subarray(0, -endOfImage), filling, small.subarray(-endOfImage)]).toString(
    'base64',
  )
}
