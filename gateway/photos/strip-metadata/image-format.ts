export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic'

/** Pixels as stored, before any orientation is applied. */
export interface PixelSize {
  width: number
  height: number
}

/** What a reader made of the first bytes of a file: `unknown-yet` asks for more of them, for `damaged` no more would help. */
export type Reading<T> = T | 'unknown-yet' | 'damaged'
