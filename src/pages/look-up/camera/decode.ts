import { createNativeDecoder } from './native-decoder.ts'

/** Finds one QR code, EAN-13, Code 128 or Data Matrix and gives its text, GS between the fields of GS1; `undefined` for none. */
export type Decoder = (video: HTMLVideoElement) => Promise<string | undefined>

/**
 * The browser's own detector or, where it has none for all four kinds, a decoder that is fetched from our server.
 *
 * @throws what `import` and `fetch` do when that can't be had
 */
export async function loadDecoder(): Promise<Decoder> {
  const native = await createNativeDecoder(window.BarcodeDetector)
  if (native === undefined) return loadOwnDecoder()
  let own: Promise<Decoder> | undefined
  const decodeOurselves: Decoder = async (video) => {
    own ??= loadOwnDecoder()
    return (await own)(video)
  }
  // The detector may be a service of the system, which can go away under way.
  return (video) => native(video).catch(() => decodeOurselves(video))
}

const loadOwnDecoder = () => import('./wasm-decoder.ts').then((module) => module.loadWasmDecoder())

/**
 * The first text that two frames agree on; others in between may show nothing. A single frame can be misread: the check digit of an
 * EAN-13 lets one in ten mistakes pass.
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
