import { ApiFailure } from './failure.ts'
import { ask } from './request.ts'

/** A downloaded and decoded picture: it can be painted in the same frame in which it is put on screen. */
export class Picture {
  /** The customer in the picture. It is compared with the customer on screen again before drawing. */
  readonly ownerId: string
  /** A `blob:` address of this page. It does not expire and is valid until `release`. */
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
 * @throws {ApiFailure} with the gateway's code; `photo_incomplete` if the download broke off; `photo_unshowable` if this browser
 *   cannot decode the picture
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
