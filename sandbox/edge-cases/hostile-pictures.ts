import type { Picture } from '#sandbox/customers/photo.ts'
import { portrait } from '#sandbox/customers/pictures.ts'
import { png, type Rgb, solidPng } from '#sandbox/customers/png.ts'

export const TWENTY_MEGABYTES = 20 * 1024 * 1024

/** What a hotel or shop network answers when its guest has not signed in. */
export const captivePage: Picture = () =>
  Buffer.from(
    '<!DOCTYPE html><html><head><title>Sign in to Wi-Fi</title></head><body>Please sign in.</body></html>',
  )

/** A picture that is a program. If it ever runs, the title of the page says so. */
export const svgWithScript: Picture = () =>
  Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200" onload="document.title=\'PWNED\'">' +
      "<script>top.document.title = 'PWNED'</script><rect width='900' height='1200' fill='red'/></svg>",
  )

export const pdf: Picture = () =>
  Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  )

/** A true HEIC file, small as it is: no browser but Safari shows one. */
export const heic = portrait('telephone')

/** A small file whose header claims 40,000 × 40,000 pixels: 6.4 GB once decoded. */
export const hugeOnPaper: Picture = () => png(40_000, 40_000, Buffer.alloc(1024))

/** A true picture of 20 MB, most of it in a chunk that decoders skip. */
export const heavy: Picture = () =>
  png(900, 1200, plainLines(900, 1200, [70, 110, 160]), Buffer.alloc(TWENTY_MEGABYTES))

export const empty: Picture = () => Buffer.alloc(0)
export const tiny: Picture = () => solidPng(120, 160, [150, 110, 90])
export const wide: Picture = () => solidPng(2400, 300, [90, 130, 110])

/** The first third of a portrait, as an upload leaves it that broke off. */
export const truncated =
  (name: string): Picture =>
  async (version) => {
    const whole = await portrait(name)(version)
    return whole.subarray(0, Math.floor(whole.length / 3))
  }

function plainLines(width: number, height: number, colour: Rgb): Buffer {
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(colour))])
  return Buffer.concat(Array.from({ length: height }, () => line))
}
