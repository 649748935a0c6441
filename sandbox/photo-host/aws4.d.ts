/** The little we use of aws4, which brings no types. https://github.com/mhart/aws4 */
declare module 'aws4' {
  type Request = {
    service: string
    region: string
    method: string
    host: string
    path: string
    signQuery: true
  }
  type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  export function sign<R extends Request & { headers?: Record<string, string> }>(request: R, keys: Keys): R
}
