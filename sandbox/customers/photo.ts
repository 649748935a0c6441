import { createHash } from 'node:crypto'

/** The organisation of the sample answer; it stands in every file name and link. */
export const ORG_ID = 100737

/** One photo on file. All but the picture has an ordinary value when left out. */
export type Photo = {
  picture: Picture
  /** local time of the vendor's server, without a zone */
  takenAt?: string
  uuid?: string
  fileHandle?: string
  /** bytes as the vendor states them; the picture's own when left out */
  fileSize?: number
  link?: LinkPlan
  host?: HostPlan
}

/** The bytes of a picture. A photo that was replaced (version 2, 3 …) shows another picture. */
export type Picture = (version: number) => Buffer | Promise<Buffer>

/** How the link of a photo departs from an ordinary one. */
export type LinkPlan = {
  /** the link says it lives so long */
  lifetimeSeconds?: number
  /** it was signed so long ago: always, or only every other time starting with the first */
  signedSecondsAgo?: number
  onlyEveryOtherTime?: true
  /** the session that signed it ends so long after the signing */
  sessionSeconds?: number
  /** it leads to the photo of this customer */
  photoOf?: number
  /** the last word on how it is written */
  write?: (link: string, origins: Origins) => string
}

type Origins = { apiUrl: string; photoOrigin: string }

/** How the photo host departs from handing out the object. */
export type HostPlan = {
  /** the object can be read without a signature */
  public?: true
  contentType?: string
  /** instead of the object */
  instead?: 'hang' | 'redirect' | 'no-such-key' | 'access-denied' | 'cut'
}

/** Where a photo lies in the bucket, and its `s3Token`: the same for every link to the same version of the file. */
export function objectKey(userId: number, index: number, version: number, photo: Photo): string {
  const uuid = version === 1 && photo.uuid ? photo.uuid : madeUpUuid(`${userId}/${index}/${version}`)
  return `customerImage/${ORG_ID}/${userId}/${uuid}`
}

/** A version-4 uuid that is the same on every run. */
export function madeUpUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
