// Reads past the end give zeros: the bytes come from outside and may lie about their length.

/** The unsigned big-endian number of `size` bytes at `at`; exact up to 2^53. */
export function uint(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let index = at; index < at + size; index += 1) value = value * 256 + (bytes[index] ?? 0)
  return value
}

/** The unsigned little-endian number of `size` bytes at `at`; exact up to 2^53. */
export function uintLittle(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let index = at + size - 1; index >= at; index -= 1) value = value * 256 + (bytes[index] ?? 0)
  return value
}

/** The `size` bytes at `at` as Latin-1 text; fewer if the bytes end before. */
export const latin1 = (bytes: Uint8Array, at: number, size: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + size))

export const fromLatin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0))
