/** The part of the interface that this file uses: https://wicg.github.io/shape-detection-api/#barcode-detection-api */
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

/** GS, which stands for FNC1 inside a code. At the beginning it only marks a GS1 code. */
const separator = '\u001D'

/**
 * A decoder with the browser's own detector, if it supports all four kinds. Chromium may have the class but support no kind, if the
 * operating system has no detector.
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
