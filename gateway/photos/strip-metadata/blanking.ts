/**
 * What a format's parser asks of the stream next. Every step except `peek` advances by its bytes; no step changes the total length.
 */
export type Step =
  | { do: 'peek'; from: number; count: number }
  | { do: 'keep' | 'blank'; count: number }
  | { do: 'keep-until' | 'blank-until'; byte: number; unlessBefore: (next: number) => boolean }
  | { do: 'replace'; bytes: Uint8Array }

/**
 * A parser of one format. It yields steps, receives the peeked bytes (a copy; empty after other steps), and returns `whole` when
 * the image is complete or `damaged` when it cannot parse further.
 */
export type Blanking = Generator<Step, 'whole' | 'damaged', Uint8Array>

/** A part of such a parser. */
export type Steps<T = void> = Generator<Step, T, Uint8Array>

/** Returns the next `count` bytes, or those `from` bytes ahead. Nothing is passed on until they have arrived. */
export const peek = (count: number, from = 0): Step => ({ do: 'peek', from, count })

/** Passes `count` bytes on unchanged. */
export const keep = (count: number): Step => ({ do: 'keep', count })

/** Passes on `count` zeros instead. */
export const blank = (count: number): Step => ({ do: 'blank', count })

const nothing = () => false

/** Passes on everything before the next `byte`. A `byte` for which `unlessBefore` accepts the byte after it does not count. */
export const keepUntil = (byte: number, unlessBefore: (next: number) => boolean = nothing): Step => ({
  do: 'keep-until',
  byte,
  unlessBefore,
})

/** Passes on zeros for everything before the next `byte`. */
export const blankUntil = (byte: number): Step => ({ do: 'blank-until', byte, unlessBefore: nothing })

/** Passes on these bytes instead of the same number of arriving ones. */
export const replace = (bytes: Uint8Array): Step => ({ do: 'replace', bytes })
