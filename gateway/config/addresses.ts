import { isIP } from 'node:net'
import { isLoopback } from './loopback.ts'

/** The URL, if nobody else can read what is sent to it (https, or http on this machine) and it has no user, query or fragment. */
function privateUrl(written: string) {
  if (!URL.canParse(written)) return undefined
  const url = new URL(written)
  const isBare = [url.username, url.password, url.search, url.hash].every((part) => part === '')
  const isPrivate = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return isBare && isPrivate ? url : undefined
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
