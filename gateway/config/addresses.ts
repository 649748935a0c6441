import { isIP } from 'node:net'
import { isLoopback } from './loopback.ts'

/** The URL, if nobody else can read what is sent to it (https, or http on this machine) and it names no user. */
function privateAddress(written: string) {
  if (!URL.canParse(written)) return undefined
  const url = new URL(written)
  const isPrivate = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return isPrivate && url.username === '' && url.password === '' ? url : undefined
}

/** The same for a URL without query or fragment. */
function privateUrl(written: string) {
  const url = privateAddress(written)
  return url?.search === '' && url.hash === '' ? url : undefined
}

/** Whether a browser may be sent to an address of one of these origins. */
export const isPrivateAddressOf = (origins: readonly string[], written: string) => {
  const url = privateAddress(written)
  return url !== undefined && origins.includes(url.origin)
}

export const isPrivateUrl = (written: string) => privateUrl(written) !== undefined

export const isOrigin = (written: string) => privateUrl(written)?.pathname === '/'

/** An origin as browsers spell it, which is compared letter by letter. */
export const isExactOrigin = (written: string) =>
  privateUrl(written)?.origin === written && !written.includes('*')

export const isDatabaseUrl = (written: string) =>
  URL.canParse(written) && ['postgres:', 'postgresql:'].includes(new URL(written).protocol)

/** An address or a network. A network of length 0 would trust everybody, so very wide networks are refused. */
export function isNetwork(written: string) {
  const [, address = '', length] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(written) ?? []
  const [least, most] = isIP(address) === 6 ? [16, 128] : [8, 32]
  return isIP(address) !== 0 && (length === undefined || (Number(length) >= least && Number(length) <= most))
}
