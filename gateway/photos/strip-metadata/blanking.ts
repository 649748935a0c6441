/** What a format asks of the stream next. Every step but `peek` moves on by the bytes it names; none changes their number. */
export type Step =
  | { do: 'peek'; from: number; count: number }
  | { do: 'keep' | 'blank'; count: number }
  | { do: 'keep-until' | 'blank-until'; byte: number; unlessBefore: (next: number) => boolean }
  | { do: 'replace'; bytes: Uint8Array }

/**
 * One format's walk through a file: it yields steps, is answered with the peeked bytes (a copy, empty after other steps)
 * and returns when the image is complete (`whole`) or cannot be followed any further (`damaged`).
 */
export type Blanking = Generator<Step, 'whole' | 'damaged', Uint8Array>

/** A part of such a walk. */
export type Steps<T = void> = Generator<Step, T, Uint8Array>

/** Answers with the next `count` bytes, or those `from` bytes ahead, and holds everything back until they are there. */
export const peek = (count: number, from = 0): Step => ({ do: 'peek', from, count })

/** Passes `count` bytes on as they are. */
export const keep = (count: number): Step => ({ do: 'keep', count })

/** Passes `count` zeros on instead. */
export const blank = (count: number): Step => ({ do: 'blank', count })

const nothing = () => false

/** Passes everything before the next such byte on; with `unlessBefore` those that such a byte follows count for nothing. */
export const keepUntil = (byte: number, unlessBefore: (next: number) => boolean = nothing): Step => ({
  do: 'keep-until',
  byte,
  unlessBefore,
})

/** Passes zeros on for everything before the next such byte. */
export const blankUntil = (byte: number): Step => ({ do: 'blank-until', byte, unlessBefore: nothing })

/** Passes these bytes on instead of as many that arrive. */
export const replace = (bytes: Uint8Array): Step => ({ do: 'replace', bytes })
