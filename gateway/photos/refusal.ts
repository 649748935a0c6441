import type { Dispatcher } from 'undici'
import { ProblemError } from '#gateway/http/problem-error.ts'

const longestError = 16_384

/**
 * Reads why the photo host refused a request. S3 answers 403 both for an expired link and for a missing file, so only `Code` and
 * `Message` of its XML tell them apart. The rest of the XML can contain the security token and is dropped here.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function whyRefused({ statusCode, body }: Dispatcher.ResponseData): Promise<ProblemError> {
  const xml = await readShort(body)
  const [, code = ''] = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(xml) ?? []
  const hasRunOut = /<Message>Request has expired/.test(xml)
  if (code === 'ExpiredToken' || code === 'InvalidToken' || (code === 'AccessDenied' && hasRunOut))
    return new ProblemError('photo_expired')
  if (statusCode === 404 || statusCode === 410) return new ProblemError('photo_gone')
  return new ProblemError('photo_refused')
}

async function readShort(body: Dispatcher.ResponseData['body']) {
  let text = ''
  for await (const piece of body) {
    text += String(piece)
    if (text.length > longestError) break
  }
  return text
}
