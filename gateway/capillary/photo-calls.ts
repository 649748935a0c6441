import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { ProblemCode } from '#contract/api/problem.ts'
import { amount, flag, list, part, text } from '#contract/capillary/wire.ts'
import { ownersOf } from '#contract/customer/photo.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Write } from './calls.ts'
import type { Answer } from './connection.ts'
import { whenFree } from './one-write.ts'
import { judge, noteCodes } from './outcome.ts'

/**
 * The codes about photos. They may stand in either list of an answer with HTTP 200. 8084 has another meaning in other calls.
 *
 * @see https://docs.capillarytech.com/reference/status-codes-customer
 */
const meanings = new Map<number, ProblemCode>([
  [8078, 'photo_not_removed'],
  [8079, 'photo_not_taken'],
  [8080, 'photo_not_removed'],
  [8081, 'photo_not_taken'],
  [8082, 'photos_full'],
  [8083, 'upload_too_small'],
  [8084, 'upload_not_a_photo'],
])

const written = v.object({
  data: list(v.object({ code: amount, status: flag, file: part({ name: text, s3Token: text }) })),
})

/**
 * Adds a photo.
 *
 * @returns the `s3Token` of the photo, if the platform states it
 * @throws {ProblemError} `vendor_unreadable` also for a success that the answer does not state: only reading tells then
 * @see https://docs.capillarytech.com/reference/add-customer-image
 */
export const addPhotoCall =
  (write: Write) =>
  async (userId: string, jpeg: Uint8Array, signal: AbortSignal): Promise<string | undefined> => {
    const path = `/v2/customers/${userId}/setImage`
    const asked = { method: 'POST', path, form: formOf(jpeg) } as const
    const file = readWritten(await whenFree(() => write(asked, signal), signal))
    if (ownersOf(file).some((owner) => owner !== userId))
      throw new ProblemError('identity_mismatch', { path: 'data.file' })
    return file.s3Token
  }

/**
 * Deletes the photo at a position. Positions may change with every deletion, so the caller has just read them.
 *
 * @see https://docs.capillarytech.com/reference/delete-customer-image
 */
export const deletePhotoCall =
  (write: Write) =>
  async (userId: string, position: number, signal: AbortSignal): Promise<void> => {
    const path = `/v2/customers/${userId}/deleteImage?image_ids=${position}`
    readWritten(await whenFree(() => write({ method: 'DELETE', path }, signal), signal))
  }

function readWritten(answer: Answer) {
  const { errors, warnings } = noteCodes(answer)
  const code = [...errors, ...warnings].map((each) => meanings.get(each)).find((each) => each !== undefined)
  const { requestId: vendorRequestId } = answer
  if (code !== undefined) throw new ProblemError(code, { vendorRequestId })
  // The platform's sample of a refusal is an empty object.
  if (answer.status === 400 && errors.length === 0)
    throw new ProblemError('photo_not_taken', { vendorRequestId })
  const reading = v.safeParse(written, judge(answer))
  const done =
    reading.success && reading.output.data.find((item) => item.code === 200 && item.status !== false)
  if (!done) throw new ProblemError('vendor_unreadable', { path: 'data', vendorRequestId })
  return done.file
}

/** One JPEG as a form. https://www.rfc-editor.org/rfc/rfc7578 */
function formOf(jpeg: Uint8Array) {
  const boundary = `countersign-${randomUUID()}`
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n` +
    'Content-Type: image/jpeg\r\n\r\n'
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), jpeg, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
