import * as v from 'valibot'

/** Seconds for which the link for a phone waits to be opened, and for which a page that was opened may send its picture. */
export const linkSeconds = 60
export const openedSeconds = 120

/** The body of `POST /api/customers/{userId}/photo/phone`: what the picture is for. */
export const phoneLinkRequest = v.strictObject({ act: v.picklist(['take', 'replace']) })

export type PhoneLinkRequest = v.InferOutput<typeof phoneLinkRequest>

/** The answer: under what the till asks for the picture, and the path for the phone, with the secret in its fragment. */
export const phoneLink = v.object({ id: v.string(), url: v.string() })

export type PhoneLink = v.InferOutput<typeof phoneLink>

/** The answer of `GET /api/customers/{userId}/photo/phone/{id}` as long as there is no picture. With one, the answer is the JPEG. */
export const phoneState = v.object({ state: v.picklist(['waiting', 'opened']) })

export type PhoneState = v.InferOutput<typeof phoneState>['state']
