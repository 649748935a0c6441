// A photo of any size that is a real JPEG as far as anybody looks who does not decode it: a small one whose picture is made longer, by
// bytes as even as a picture's are once they are compressed.
import fs from 'node:fs'

const endOfImage = 2

/** @returns a JPEG of so many bytes, in base64 */
export function aPhoto(bytes) {
  const small = fs.readFileSync('gateway/photos/strip-metadata/fixtures/baseline.jpg')
  const filling = Buffer.alloc(bytes - small.length)
  let state = 1
  // Marsaglia's xorshift: the same photo every time.
  for (let at = 0; at < filling.length; at += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    // In a picture no marker is to be seen: a zero follows each 0xff (https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.5).
    filling[at] = filling[at - 1] === 0xff ? 0 : state & 0xff
  }
  if (filling.at(-1) === 0xff) filling[filling.length - 1] = 0
  return Buffer.concat([small.subarray(0, -endOfImage), filling, small.subarray(-endOfImage)]).toString(
    'base64',
  )
}
