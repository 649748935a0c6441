import type { SandboxState } from '#sandbox/state.ts'
import type { Customer } from './customer.ts'
import { ORG_ID } from './photo.ts'
import { slotsOf, type Slot } from './slots.ts'

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
  Promise.all(
    slotsOf(world, customer).map(async (slot) => {
      const { photo, key } = slot
      const link = world.link(photo, photo.link?.photoOf ? world.firstKeyOf(photo.link.photoOf) : key)
      return {
        code: 200,
        file: await fileOf(customer.userId, slot),
        filePath: link,
        message: 'Success',
        secureFilePath: link,
        status: 'true',
      }
    }),
  )

/** What the vendor says about a file, wherever it lists one. */
export async function fileOf(
  userId: number,
  { index, version, key, fileHandle, photo }: Slot,
): Promise<ImageItem['file']> {
  return {
    acl: 'PRIVATE',
    fileSize: String((version === 1 && photo.fileSize) || (await photo.picture(version)).length),
    fileHandle,
    lastModified: photo.takenAt ?? TAKEN_AT,
    latestVersion: version,
    name: `${ORG_ID}/${userId}/${index}`,
    namespace: 'customerImage',
    s3Token: key,
    version,
  }
}
