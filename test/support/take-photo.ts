import { readFile } from 'node:fs/promises'
import { viewHeader } from '#contract/api/headers.ts'
import { photoFactsHeader } from '#contract/api/photo-upload.ts'
import type { Shop } from './shop.ts'
import type { Looked } from './verify.ts'

/** A JPEG of the sandbox, such as `p04`. */
export const portrait = (name = 'p04') =>
  readFile(new URL(`../../sandbox/portraits/${name}.jpg`, import.meta.url))

/** What the screen tells with a picture of a customer who agrees. */
export const agreed = { consent: { version: '1', language: 'en' }, doubts: [], source: 'camera' }

const headersOf = ({ headers }: Shop, { view, session }: Looked, facts?: object) => ({
  ...headers.write,
  cookie: `countersign-session=${session}`,
  [viewHeader]: view,
  ...(facts === undefined ? {} : { [photoFactsHeader]: encodeURIComponent(JSON.stringify(facts)) }),
})

/** What the browser sends beside the picture. */
export const uploadHeaders = (shop: Shop, looked: Looked, facts: object = agreed) => ({
  ...headersOf(shop, looked, facts),
  'content-type': 'image/jpeg',
})

export const savePhoto = (shop: Shop, looked: Looked, payload: Buffer, facts: object = agreed) =>
  shop.gateway.inject({
    method: 'POST',
    url: `/api/customers/${looked.userId}/photo`,
    headers: uploadHeaders(shop, looked, facts),
    payload,
  })

export const removePhoto = (shop: Shop, looked: Looked, identity: string) =>
  shop.gateway.inject({
    method: 'DELETE',
    url: `/api/customers/${looked.userId}/photo/${encodeURIComponent(identity)}`,
    headers: headersOf(shop, looked),
  })
