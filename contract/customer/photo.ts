import * as v from 'valibot'
import { readExpiry, type Expiry } from './photo-expiry.ts'
import { amount, flag, list, localTime, part, text } from '#contract/capillary/wire.ts'

/** One of up to five photos of a customer, in one of three states. */
export type Photo =
  | {
      state: 'on-file'
      /** Zero-based index of the photo at the vendor: the last part of `file.name`. */
      position: number | undefined
      version: number | undefined
      /** Identifies the picture. It stays the same when the link is signed again. */
      identity: string
      /** Names the content of the file, at whatever position; `undefined` if the vendor does not state it. */
      s3Token: string | undefined
      sizeInBytes: number | undefined
      /** When the file was last modified, in an unknown time zone (`2025-04-30T12:25:56`). */
      takenAt: string | undefined
      link: string
      /** `undefined` if the link does not state it. */
      expiry: Expiry | undefined
    }
  /** The vendor lists the photo but could not provide it. */
  | { state: 'failed'; position: number | undefined; takenAt: string | undefined }
  /** A part of the photo's record names another customer, or no part names any: the photo must not be shown. */
  | { state: 'withheld'; position: number | undefined; takenAt: string | undefined }

const photoItem = v.object({
  code: amount,
  // `"true"` from the vendor; `"withheld"` from our gateway, if only the link, which the gateway removes, names another customer.
  status: v.union([v.literal('withheld'), flag]),
  filePath: text,
  secureFilePath: text,
  file: part({
    fileHandle: text,
    fileSize: amount,
    lastModified: localTime,
    name: text,
    s3Token: text,
    version: amount,
  }),
})

/** The photos of the answer in the order of the screen: newest first, undated ones last. */
export const photosOf = (customerImage: unknown, customerId: string): Photo[] =>
  v
    .parse(list(photoItem), customerImage)
    .map((item) => toPhoto(item, customerId))
    .toSorted(newestFirst)

/**
 * Reads one item of `customerImage`.
 *
 * @returns `undefined` if the item is not an object
 * @see https://docs.capillarytech.com/reference/get-customer-image
 */
export function readPhoto(item: unknown, customerId: string): Photo | undefined {
  const reading = v.safeParse(photoItem, item)
  return reading.success ? toPhoto(reading.output, customerId) : undefined
}

function toPhoto(item: v.InferOutput<typeof photoItem>, customerId: string): Photo {
  const { file, status } = item
  const link = item.secureFilePath ?? item.filePath
  const place = { position: positionIn(file.name), takenAt: file.lastModified }
  if (status === 'withheld') return { state: 'withheld', ...place }
  if (status === false || (item.code !== undefined && item.code !== 200) || link === undefined)
    return { state: 'failed', ...place }
  if (!belongsTo(customerId, file, link)) return { state: 'withheld', ...place }
  return {
    state: 'on-file',
    ...place,
    version: file.version,
    identity: [file.s3Token ?? file.fileHandle ?? file.name, file.version ?? ''].join('#'),
    s3Token: file.s3Token,
    sizeInBytes: file.fileSize,
    link,
    expiry: readExpiry(link),
  }
}

function positionIn(fileName: string | undefined) {
  const last = fileName?.split('/').at(-1)
  return last !== undefined && /^\d{1,4}$/.test(last) ? Number(last) : undefined
}

type StoredFile = { name?: string | undefined; s3Token?: string | undefined }

/**
 * The customers whom the record of a file names.
 * `file.name` is `org/customer/index`; `file.s3Token` and the vendor's link end in `customerImage/org/customer/object`.
 */
export const ownersOf = ({ name, s3Token = '' }: StoredFile): string[] =>
  [name?.split('/').at(1), ...ownersInStorageKey(s3Token)].filter((owner) => owner !== undefined)

/**
 * True if every part of the record that names a customer names this one, and at least one part does. A storage key that can be read in
 * two ways names nobody, so its photo is withheld.
 */
function belongsTo(customerId: string, file: StoredFile, link: string) {
  const path = pathAsFetched(link)
  const owners = [...ownersOf(file), ...ownersInStorageKey(path)]
  const isAmbiguous = [file.s3Token ?? '', path].some(isAmbiguousPath)
  return !isAmbiguous && owners.length > 0 && owners.every((owner) => owner === customerId)
}

/** The path of a link as it is asked for: dot segments, also encoded ones, and backslashes are resolved. Empty if it cannot be fetched. */
const pathAsFetched = (link: string) => (URL.canParse(link) ? new URL(link).pathname : '')

/** Whether another parser could read a path differently: it has empty or dot segments, backslashes, or encodings of their characters. */
export const isAmbiguousPath = (path: string) =>
  /\/\/|\\|%(?:25|2e|2f|5c)|(?:^|\/)\.{1,2}(?:\/|$)/i.test(path)

const ownersInStorageKey = (key: string) =>
  [...key.matchAll(/(?<=^|\/)customerImage\/[^/]+\/([^/]+)\//g)].map(([, owner]) => owner)

function newestFirst(one: Photo, other: Photo) {
  const byDate = (other.takenAt ?? '').localeCompare(one.takenAt ?? '')
  return byDate || (one.position ?? Infinity) - (other.position ?? Infinity) || 0
}
