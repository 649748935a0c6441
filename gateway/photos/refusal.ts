import type { Dispatcher } from 'undici'
import { readExpiry } from '#contract/customer/photo-expiry.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'

const longestError = 16_384

/** `ExpiredToken` is S3's word for an ended session and Google's for an expired link; `ExpiredRequest` is Cloudflare R2's. */
const expiredCodes = new Set(['ExpiredToken', 'InvalidToken', 'ExpiredRequest'])

/** What S3, Google and Azure write beside a code that also has other causes. */
const expiredWords =
  /Request has expired|Signature not valid in the specified time frame|Signed expiry time \[/

/**
 * Reads why the photo host refused a request. A store answers 403 both for an expired link and for a missing file, so only the words
 * of its XML tell them apart. CloudFront gives no reason: there the link's own end and the `Date` of the answer do. The rest of the XML
 * can contain the security token and is dropped here.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * @see https://cloud.google.com/storage/docs/xml-api/reference-status
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/blob-service-error-codes
 * @see https://developers.cloudflare.com/r2/api/error-codes/
 * @see https://repost.aws/knowledge-center/cloudfront-troubleshoot-signed-url-cookies
 */
export async function whyRefused(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  link: string,
): Promise<ProblemError> {
  const xml = await readShort(body)
  const [, code = ''] = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(xml) ?? []
  if (
    expiredCodes.has(code) ||
    expiredWords.test(xml) ||
    (isDenied(statusCode) && hasEnded(link, headers.date))
  )
    return new ProblemError('photo_expired')
  if (statusCode === 404 || statusCode === 410) return new ProblemError('photo_gone')
  return new ProblemError('photo_refused')
}

const isDenied = (status: number) => status === 401 || status === 403

/** @param date of the answer; a host that states none has our time */
function hasEnded(link: string, date: string | string[] | undefined) {
  const expiry = readExpiry(link)
  const now = Date.parse(String(date))
  return expiry !== undefined && Date.parse(expiry.endsAt) <= (Number.isNaN(now) ? Date.now() : now)
}

async function readShort(body: Dispatcher.ResponseData['body']) {
  let text = ''
  for await (const piece of body) {
    text += String(piece)
    if (text.length > longestError) break
  }
  return text
}
