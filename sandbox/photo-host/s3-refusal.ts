/** An error answer of S3: status, `Code`, `Message` and the further elements of its XML body. */
export type S3Refusal = { status: number; code: string; message: string; details: Record<string, string> }

export const refusal = (
  status: number,
  code: string,
  message: string,
  details: Record<string, string> = {},
): S3Refusal => ({ status, code, message, details })

/** The XML body of a refusal. Shape: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function refusalXml({ code, message, details }: S3Refusal, requestId: string): string {
  const elements = Object.entries({ Code: code, Message: message, ...details, RequestId: requestId })
  const inside = elements.map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inside}</Error>`
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
