import type { Answer } from '#sandbox/answer.ts'
import type { SandboxState } from '#sandbox/state.ts'

/** Answers of the API, in the shapes its documentation and its public clients show. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  body: JSON.stringify(body),
})

/** One item of `errors` or `warnings`. Codes: https://docs.capillarytech.com/reference/get-customer-image and its siblings */
export const fault = (code: number, message: string) => ({ status: false, code, message })

/** The failure of a v2 call. An unknown customer, for one, comes with HTTP 200. */
export const failed = (
  code: number,
  message: string,
  status = 200,
  headers?: Record<string, string>,
): Answer => json({ errors: [fault(code, message)] }, status, headers)

/** The failure as the access service words it, with both lists. https://docs.capillarytech.com/reference/authorisation */
export const denied = (code: number, message: string, status: number): Answer =>
  json({ warnings: [], errors: [fault(code, message)] }, status)

/** What is wrong with a photo comes with HTTP 200, in either list. */
export const imageFault = ({ switches }: SandboxState, code: number, message: string): Answer =>
  json({ data: [], warnings: [], errors: [], [switches.imageCodes]: [fault(code, message)] })

export const noSuchCustomer = (): Answer => failed(8015, 'Customer not found')

/** v2 refuses credentials in XML; only the inner element names are known, from public client code. */
export const refusedInXml = (
  message = 'Authentication failed. Please check username/password or token',
): Answer => ({
  status: 401,
  headers: { 'content-type': 'application/xml' },
  body:
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<response><status><success>false</success><code>401</code><message>${message}</message></status></response>`,
})

/** The envelope of v1.1, where booleans and numbers are strings. */
export const v1 = (
  status: number,
  code: string,
  success: string,
  message: string,
  more: object = {},
): Answer => json({ response: { status: { success, code, message }, ...more } }, status)

export const html = (status: number, title: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
})
