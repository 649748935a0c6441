import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'

/** Plain text is what the code holds: zxing would else write GS1's fields with brackets, as printed below the bars. */
const options: ReaderOptions = {
  formats: ['QRCode', 'EAN13', 'Code128', 'DataMatrix'],
  textMode: 'Plain',
  maxNumberOfSymbols: 1,
}

/**
 * Reads codes in pixels by zxing-cpp. The module is given as bytes, since the package would else fetch it from elsewhere.
 *
 * @see https://github.com/Sec-ant/zxing-wasm
 */
export async function createPixelReader(wasmBinary: ArrayBuffer) {
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return async (pixels: ImageData): Promise<string | undefined> => {
    const [found] = await readBarcodes(pixels, options)
    return found === undefined || found.text === '' ? undefined : found.text
  }
}
