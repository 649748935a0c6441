/** Milliseconds from frame to frame: fast enough to read a code at once, and a slow till stays usable. */
const interval = 125

/**
 * The frames of a running camera, one after the other: the next one is awaited after the previous one has been processed. At most
 * eight a second, with at least as much rest as work. Ends with the stream.
 */
export async function* framesOf(video: HTMLVideoElement, stream: MediaStream) {
  for (;;) {
    await nextFrame(video)
    if (!stream.active) return
    const began = performance.now()
    yield video
    const took = performance.now() - began
    await pause(Math.max(interval - took, took))
  }
}

/** Firefox supports the callback since version 132. */
const nextFrame = (video: HTMLVideoElement) =>
  new Promise<void>((resolve) => {
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => resolve())
    else resolve()
  })

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
