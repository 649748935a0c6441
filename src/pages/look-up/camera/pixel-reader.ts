import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'

/**
 * Plain mode returns the content of the code. Otherwise zxing would write the fields of GS1 with brackets, as printed below the
 * bars.
 */
const options: ReaderOptions = {
  formats: ['QRCode', 'EAN13', 'Code128', 'DataMatrix'],
  textMode: 'Plain',
  maxNumberOfSymbols: 1,
  // With 2, the default, 4 of 408 bars of a public suite were misread, two of them in two frames alike. With 4 none was.
  minLineCount: 4,
}

/**
 * Reads codes from pixels with zxing-cpp. The module is passed as bytes, because the package would otherwise fetch it from another
 * server.
 *
 * @see https://github.com/Sec-ant/zxing-wasm
 */
export async function createPixelReader(wasmBinary: ArrayBuffer) {
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return async (pixels: ImageData): Promise<string | undefined> => {
    const [found] = await readBarcodes(pixels, options)
    // A part of a text that several symbols hold (ISO/IEC 18004, structured append) names nobody.
    return found === undefined || found.text === '' || found.sequenceSize > 1 ? undefined : found.text
  }
}
