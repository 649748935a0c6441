import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Decoder } from './decode.ts'
import { createPixelReader } from './pixel-reader.ts'

/** Pixels of the longer side above which a frame is scaled down: more pixels only make decoding slower. */
const enough = 1280

let reader: ReturnType<typeof fetchReader> | undefined

/**
 * Our own decoder, fetched once. A failed fetch is forgotten, so that the next call tries again. Each camera has its own canvas.
 */
export async function loadWasmDecoder(): Promise<Decoder> {
  reader ??= fetchReader().catch((fault: unknown) => {
    reader = undefined
    throw fault
  })
  const read = await reader
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (context === null) throw new Error('no canvas to read pixels from')
  return async (video) => {
    const { videoWidth, videoHeight } = video
    if (videoWidth === 0) return
    const scale = Math.min(1, enough / Math.max(videoWidth, videoHeight))
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)]
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context.drawImage(video, 0, 0, width, height)
    return read(context.getImageData(0, 0, width, height))
  }
}

async function fetchReader() {
  const answer = await fetch(wasmAddress)
  if (!answer.ok) throw new Error(`the decoder was answered with ${answer.status}`)
  return createPixelReader(await answer.arrayBuffer())
}
