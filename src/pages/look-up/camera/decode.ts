import { createNativeDecoder } from './native-decoder.ts'

/**
 * Finds one QR code, EAN-13, Code 128 or Data Matrix and returns its text, with GS between the fields of GS1; `undefined` if there
 * is none.
 */
export type Decoder = (video: HTMLVideoElement) => Promise<string | undefined>

/**
 * The browser's own detector or, if it does not support all four kinds, a decoder that is fetched from our server.
 *
 * @throws the error of `import` or `fetch` if the decoder cannot be fetched
 */
export async function loadDecoder(): Promise<Decoder> {
  const native = await createNativeDecoder(window.BarcodeDetector)
  if (native === undefined) return loadOwnDecoder()
  let own: Promise<Decoder> | undefined
  const decodeOurselves: Decoder = async (video) => {
    own ??= loadOwnDecoder()
    return (await own)(video)
  }
  // The detector may be a service of the operating system, which can fail while it is in use.
  return (video) => native(video).catch(() => decodeOurselves(video))
}

const loadOwnDecoder = () => import('./wasm-decoder.ts').then((module) => module.loadWasmDecoder())

/**
 * The first text that two frames agree on; frames in between may show nothing. A single frame can be misread: the check digit of an
 * EAN-13 misses one mistake in ten.
 */
export async function firstRead<Frame>(
  frames: AsyncIterable<Frame>,
  decode: (frame: Frame) => Promise<string | undefined>,
): Promise<string | undefined> {
  let former: string | undefined
  for await (const frame of frames) {
    const text = await decode(frame)
    if (text !== undefined && text === former) return text
    former = text ?? former
  }
}
