import { type Blanking, type Step, keep, blank } from './blanking.ts'
import { ByteQueue } from './byte-queue.ts'
import type { ImageFormat } from './image-format.ts'
import { blankIsoMedia } from './iso-media.ts'
import { blankJpeg } from './jpeg.ts'
import { blankPng } from './png.ts'
import { blankWebp } from './webp.ts'

/** The stream ended before the image did, or the rest of the image could not be parsed. */
export class TruncatedImage extends Error {
  override name = 'TruncatedImage'
}

export interface MetadataBlanker {
  /** Takes the next bytes of the file and returns the bytes that are ready: more or fewer than came in, perhaps none. */
  push: (chunk: Uint8Array) => Uint8Array
  /** Must be called at the end of the file. Throws `TruncatedImage`; otherwise as many bytes came out as went in. */
  end: () => void
}

const BLANKINGS: Record<ImageFormat, () => Blanking> = {
  jpeg: blankJpeg,
  png: blankPng,
  webp: blankWebp,
  avif: blankIsoMedia,
  heic: blankIsoMedia,
}

const NOTHING = new Uint8Array(0)

/**
 * Removes what a photo says about people, places and devices (Exif, GPS, XMP, IPTC, comments, thumbnails, second images, data after
 * the image) while it streams through. The length stays the same: bytes that are not needed to show the picture become zeros. Only
 * parts known to be needed are kept, including the Exif orientation. All bytes after the image's end, or after the first part that
 * cannot be parsed, become zeros too.
 *
 * Buffers a JPEG's Exif segment (64 KB), PNG and WebP Exif (64 KB), a PNG's colour profile (1 MB), or an AVIF or HEIC up to the end of
 * its `meta` box.
 *
 * @param format the format that `readImageHeader` found for the same file
 * @param declaredLength the Content-Length in bytes; a shorter file is truncated
 */
export function createMetadataBlanker(format: ImageFormat, declaredLength = 0): MetadataBlanker {
  const queue = new ByteQueue()
  const blanking = BLANKINGS[format]()
  let received = 0
  let turn = blanking.next()

  function push(chunk: Uint8Array): Uint8Array {
    received += chunk.length
    queue.append(chunk)
    const clean = new CleanBytes(queue.length)
    while (turn.done !== true) {
      const outcome = perform(turn.value, queue, clean)
      if ('do' in outcome) {
        turn.value = outcome
        return clean.written()
      }
      turn = blanking.next(outcome)
    }
    clean.blank(queue.take(queue.length).length)
    return clean.written()
  }

  function end(): void {
    if (turn.done !== true || turn.value !== 'whole')
      throw new TruncatedImage(`The ${format} image is not complete.`)
    if (received < declaredLength) throw new TruncatedImage(`${received} of ${declaredLength} bytes came.`)
  }

  return { push, end }
}

/**
 * Collects the clean bytes of a chunk. Usually that is the chunk itself, passed on without a copy; otherwise it is assembled from
 * parts and zeros.
 */
class CleanBytes {
  readonly #capacity: number
  #bytes: Uint8Array = NOTHING
  #length = 0
  /** Whether `#bytes` is our own buffer, with room to write. */
  #isOurs = false

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    if (this.#length === 0) this.#bytes = bytes
    else this.#ours().set(bytes, this.#length)
    this.#length += bytes.length
  }

  blank(count: number): void {
    if (count > 0) this.#ours()
    this.#length += count
  }

  #ours(): Uint8Array {
    if (this.#isOurs) return this.#bytes
    const begun = this.#bytes.subarray(0, this.#length)
    this.#bytes = new Uint8Array(this.#capacity)
    this.#bytes.set(begun)
    this.#isOurs = true
    return this.#bytes
  }

  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}

/** Performs a step as far as the queued bytes allow. Returns the step's answer, or the rest of the step. */
function perform(step: Step, queue: ByteQueue, clean: CleanBytes): Uint8Array | Step {
  switch (step.do) {
    case 'peek': {
      const end = step.from + step.count
      return queue.length < end ? step : queue.peek().slice(step.from, end)
    }
    case 'keep': {
      const taken = queue.take(step.count)
      clean.add(taken)
      return taken.length < step.count ? keep(step.count - taken.length) : NOTHING
    }
    case 'blank': {
      const taken = queue.take(step.count)
      clean.blank(taken.length)
      return taken.length < step.count ? blank(step.count - taken.length) : NOTHING
    }
    case 'keep-until':
    case 'blank-until': {
      const { at, isFound } = find(step, queue.peek())
      const taken = queue.take(at)
      if (step.do === 'keep-until') clean.add(taken)
      else clean.blank(taken.length)
      return isFound ? NOTHING : step
    }
    case 'replace': {
      if (queue.length < step.bytes.length) return step
      queue.take(step.bytes.length)
      clean.add(step.bytes)
      return NOTHING
    }
  }
}

/**
 * The position of a byte; or, if it is not found, the number of bytes that certainly do not contain it, because the byte after the
 * last one has not arrived yet.
 */
function find(
  { byte, unlessBefore }: Extract<Step, { byte: number }>,
  bytes: Uint8Array,
): { at: number; isFound: boolean } {
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 2)) {
    const next = bytes[at + 1]
    if (next === undefined) return { at, isFound: false }
    if (!unlessBefore(next)) return { at, isFound: true }
  }
  return { at: bytes.length, isFound: false }
}
