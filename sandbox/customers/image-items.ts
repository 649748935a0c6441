import type { SandboxState } from '#sandbox/state.ts'
import type { Customer } from './customer.ts'
import { madeUpUuid, objectKey, ORG_ID, type Photo } from './photo.ts'

/** One item of `customerImage`. Source: https://docs.capillarytech.com/reference/get-customer-image */
export type ImageItem = {
  code: number
  file: {
    acl: string
    fileSize: string
    fileHandle: string
    lastModified: string
    latestVersion: number
    name: string
    namespace: string
    s3Token: string
    version: number
  }
  filePath: string
  message: string
  secureFilePath: string
  status: string
}

const TAKEN_AT = '2025-04-30 12:25:56'

/** The photos of a customer as the vendor lists them, each with a link signed now. */
export const imageItems = (world: SandboxState, customer: Customer): Promise<ImageItem[]> =>
  Promise.all((customer.photos ?? []).map((photo, index) => imageItem(world, customer, photo, index)))

async function imageItem(
  world: SandboxState,
  { userId }: Customer,
  photo: Photo,
  index: number,
): Promise<ImageItem> {
  const version = world.versionOf(userId)
  const key = objectKey(userId, index, version, photo)
  const link = world.link(photo, photo.link?.photoOf ? world.firstKeyOf(photo.link.photoOf) : key)
  const replaced = version > 1
  return {
    code: 200,
    file: {
      acl: 'PRIVATE',
      fileSize: String((!replaced && photo.fileSize) || (await photo.picture(version)).length),
      fileHandle: (!replaced && photo.fileHandle) || madeUpUuid(`handle of ${key}`),
      lastModified: photo.takenAt ?? TAKEN_AT,
      latestVersion: version,
      name: `${ORG_ID}/${userId}/${index}`,
      namespace: 'customerImage',
      s3Token: key,
      version,
    },
    filePath: link,
    message: 'Success',
    secureFilePath: link,
    status: 'true',
  }
}
