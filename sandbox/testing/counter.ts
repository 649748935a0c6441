import { createHash } from 'node:crypto'
import { openSandbox } from '#sandbox/sandbox.ts'

const PHOTO_QUERY = 'source=INSTORE&embed=CUSTOMERIMAGE'

/**
 * A sandbox with a till signed in to it. The clock stands still, at `now` or at the second in which the vendor's own sample
 * was signed, until a test moves it by `clockOffset`.
 */
export async function openCounter({ now = Date.parse('2025-04-30T06:58:25Z') } = {}) {
  const sandbox = await openSandbox({ now: () => now })
  const { code, password } = sandbox.till
  const authorization = basic(code, password)

  const get = (path: string, init?: RequestInit) =>
    fetch(`${sandbox.apiUrl}${path}`, { headers: { authorization }, redirect: 'manual', ...init })
  const setImage = (userId: number, init?: RequestInit) =>
    get(`/v2/customers/${userId}/setImage?${PHOTO_QUERY}`, init)

  return {
    sandbox,
    authorization,
    basic,
    get,
    setImage,
    /** the parsed answer about a customer */
    customer: async (userId: number): Promise<Answered> => (await setImage(userId)).json(),
    /** the links of a customer's photos, where there are any */
    photoLinks: async (userId: number) => {
      const { customerImage }: Answered = await (await setImage(userId)).json()
      return (customerImage ?? []).map(({ secureFilePath, filePath }) => secureFilePath ?? filePath ?? '')
    },
    /** follows the link of a customer's first photo */
    photo: async (userId: number, init?: RequestInit) => {
      const { customerImage }: Answered = await (await setImage(userId)).json()
      return fetch(customerImage?.[0]?.secureFilePath ?? '', { redirect: 'manual', ...init })
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}

/** The header a till sends. */
function basic(code: string, password: string) {
  const md5 = createHash('md5').update(password).digest('hex')
  return `Basic ${Buffer.from(`${code}:${md5}`).toString('base64')}`
}

/** What tests read of an answer; the product's own schema is stricter and not the sandbox's to use. */
export type Answered = {
  id?: number
  entity?: number
  message?: string
  profiles?: { firstName: string; lastName: string; userId: number; source: string }[]
  customerImage?:
    | { code: number; status: string; file?: ImageFile; filePath?: string; secureFilePath?: string }[]
    | null
  warnings?: { status: boolean; code: number; message: string }[]
  errors?: { status: boolean; code: number; message: string }[] | null
}

type ImageFile = { name: string; s3Token: string; version: number; latestVersion: number; fileSize: string }
