/** As much of the interface as it takes: https://wicg.github.io/shape-detection-api/#barcode-detection-api */
type DetectorClass<Frame> = {
  getSupportedFormats(): Promise<string[]>
  new (options: { formats: string[] }): { detect(frame: Frame): Promise<{ rawValue: string }[]> }
}

declare global {
  interface Window {
    readonly BarcodeDetector?: DetectorClass<HTMLVideoElement>
  }
}

const formats = ['qr_code', 'ean_13', 'code_128', 'data_matrix']

/** GS: what FNC1 means inside a code. At the beginning it only says that the code is one of GS1. */
const separator = '\u001D'

/**
 * A decoder by the browser's own detector, if it has one for all four kinds: Chromium may have the class without any, where the
 * system brings no detector.
 */
export async function createNativeDecoder<Frame>(Detector: DetectorClass<Frame> | undefined) {
  const supported = new Set(await Detector?.getSupportedFormats())
  if (Detector === undefined || !formats.every((format) => supported.has(format))) return
  const detector = new Detector({ formats })
  return async (frame: Frame) => {
    const [found] = await detector.detect(frame)
    if (found === undefined || found.rawValue === '') return
    return found.rawValue.startsWith(separator) ? found.rawValue.slice(1) : found.rawValue
  }
}
