import * as v from 'valibot'
import { languages } from '#contract/store/languages.ts'

/** In bytes. What the platform takes: more than 10 kB, and we send no more than 1 MB. */
export const leastPhotoBytes = 11_000
export const mostPhotoBytes = 1_000_000

/** In bytes. A longer request is not read to its end. */
export const longestUpload = 10_000_000

/** In pixels, of the saved picture. */
export const leastPhotoWidth = 600
export const leastPhotoHeight = 800

/** The platform takes no more photos of a customer. */
export const mostPhotos = 5

/** Why a picture may be no good to tell a person by. */
const photoDoubt = v.picklist(['pixels', 'blurred', 'dark', 'bright', 'empty'])

export type PhotoDoubt = v.InferOutput<typeof photoDoubt>

/** What the store uses a photo for, as the customer is told. */
export const photoUse = v.picklist(['counter', 'collection', 'returns'])

/** The version of the sentence to which customers agree. It changes whenever the sentence does, in any language. */
export const consentVersion = '1'

/** In a request to save a photo: what goes with the picture, as URI-encoded JSON. */
export const photoFactsHeader = 'x-photo-facts'

/** What goes with the picture. Without the customer's agreement there is no such request. */
export const photoFacts = v.strictObject({
  /** The sentence to which the customer agreed, and the language in which it was said. */
  consent: v.strictObject({
    version: v.pipe(v.string(), v.regex(/^[\w.-]{1,20}$/)),
    language: v.picklist(languages),
  }),
  /** The doubts about the picture of which the associate knew. */
  doubts: v.pipe(v.array(photoDoubt), v.maxLength(photoDoubt.options.length)),
  source: v.picklist(['camera', 'file', 'phone']),
  /** The `identity` of the photo that the new one replaces. */
  replaces: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(500))),
})

export type PhotoFacts = v.InferOutput<typeof photoFacts>

/** The answer of `POST /api/customers/{userId}/photo`, which has been read from the platform. */
export const photoSaved = v.object({
  /** The `identity` of the new photo. */
  identity: v.string(),
  /** Whether the photo that it replaces is gone, is still on file, or there was none to replace. */
  former: v.picklist(['gone', 'kept', 'none']),
})

export type PhotoSaved = v.InferOutput<typeof photoSaved>

/** What may be done with a customer's photo at this till. */
const permission = v.object({
  isAllowed: v.boolean(),
  /** Whether the customer has to be verified before; and if only some purposes count, which. */
  verifiedFirst: v.boolean(),
  purposes: v.array(v.string()),
})

/** The part of `GET /api/purposes` about photos. */
export const photoPermissions = v.object({
  take: permission,
  replace: permission,
  remove: permission,
  /** Whether the picture may come from a phone. */
  phone: v.boolean(),
  usedFor: v.array(photoUse),
  /** Months for which a photo is kept, as the customer is told. */
  keepMonths: v.number(),
  /** Months after which a new photo is asked for; without it, never. */
  renewAfterMonths: v.optional(v.number()),
})

export type PhotoPermissions = v.InferOutput<typeof photoPermissions>
