/** Milliseconds from frame to frame: a code is read in a moment, and a weak till stays usable. */
const interval = 125

/**
 * The frames of a running camera, one after the other: the next is waited for once the former has been looked at. At most eight in a
 * second, and at least as much rest as work. Ends with the stream.
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

/** Firefox has the callback since 132. */
const nextFrame = (video: HTMLVideoElement) =>
  new Promise<void>((resolve) => {
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => resolve())
    else resolve()
  })

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
