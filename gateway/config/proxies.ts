import { isIP } from 'node:net'
import { mistakesIn, type Environment } from './values.ts'

/** Addresses and networks of the proxies that are believed; `loopback` is this machine. */
export type Proxies = { trustedProxies: readonly string[] }

/**
 * Whose `X-Forwarded-For`, `-Proto` and `-Host` count: always this machine's, and where a proxy stands elsewhere, as an ingress does, that
 * one's. Whoever else reaches the gateway could say to be anybody.
 *
 * @returns the mistakes, where there are any
 */
export function readProxies({ TRUSTED_PROXIES }: Environment): Proxies | string[] {
  const named = TRUSTED_PROXIES?.trim().split(/\s+/) ?? []
  const mistakes = mistakesIn([
    [
      !named.every(isNetwork),
      'TRUSTED_PROXIES must be addresses or networks separated by spaces, none wider than /8 (IPv6: /16): 10.0.0.5 10.42.0.0/16.',
    ],
  ])
  return mistakes.length > 0 ? mistakes : { trustedProxies: ['loopback', ...named] }
}

/** To believe everybody is a mistake that a network of no length would be. */
function isNetwork(written: string) {
  const [, address = '', length] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(written) ?? []
  const [least, most] = isIP(address) === 6 ? [16, 128] : [8, 32]
  return isIP(address) !== 0 && (length === undefined || (Number(length) >= least && Number(length) <= most))
}
