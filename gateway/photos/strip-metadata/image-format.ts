export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic'

/** Pixels as stored, before any orientation is applied. */
export interface PixelSize {
  width: number
  height: number
}

/** The result of parsing the first bytes of a file: `unknown-yet` needs more bytes; for `damaged` more bytes would not help. */
export type Reading<T> = T | 'unknown-yet' | 'damaged'
