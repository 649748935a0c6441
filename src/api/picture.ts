import { ApiFailure } from './failure.ts'
import { ask } from './request.ts'

/** A picture that is here and has been decoded: it can be painted in the frame in which it is put on the screen. */
export class Picture {
  /** Whose face it is: compared with the customer on screen once more before it is drawn. */
  readonly ownerId: string
  /** A `blob:` address of this page. It knows nothing of expiry, and is good until `release`. */
  readonly source: string
  /** In the picture's own pixels. */
  readonly width: number
  readonly height: number
  constructor(ownerId: string, source: string, width: number, height: number) {
    this.ownerId = ownerId
    this.source = source
    this.width = width
    this.height = height
  }
  release() {
    URL.revokeObjectURL(this.source)
  }
}

/**
 * Downloads and decodes a picture.
 *
 * @throws {ApiFailure} with the gateway's reason, `photo_incomplete` when the bytes broke off, `photo_unshowable` when this
 *   browser can't decode them
 */
export async function fetchPicture(ownerId: string, link: string, signal: AbortSignal): Promise<Picture> {
  const answer = await ask(link, signal)
  const bytes = await answer.blob().catch(() => {
    throw signal.aborted ? signal.reason : new ApiFailure('photo_incomplete')
  })
  const source = URL.createObjectURL(bytes)
  try {
    const image = new Image()
    image.src = source
    await image.decode()
    signal.throwIfAborted()
    return new Picture(ownerId, source, image.naturalWidth, image.naturalHeight)
  } catch {
    URL.revokeObjectURL(source)
    throw signal.aborted ? signal.reason : new ApiFailure('photo_unshowable')
  }
}
