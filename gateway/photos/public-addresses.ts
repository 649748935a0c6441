import dns, { type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIPv6 } from 'node:net'
import type { PhotoOrigin } from './photo-origins.ts'

/** A host that was not named resolves to an address of this machine or of a private network. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sibling; an IPv4 address in IPv6 counts as itself. */
const notPublic = new BlockList()
for (const network of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]) {
  const [address = '', length = ''] = network.split('/')
  notPublic.addSubnet(address, Number(length), isIPv6(address) ? 'ipv6' : 'ipv4')
}

type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (fault: Error | null, addresses: LookupAddress[]) => void,
) => void

type Done = (fault: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * Resolves the names of photo hosts for new connections. A host that only matches a wildcard must resolve to public addresses, so that
 * nobody can lead the gateway to a server of the shop by a name. A host that `PHOTO_ORIGINS` names exactly may be anywhere.
 *
 * @param resolve resolves a name, as `dns.lookup` does
 */
export const publicLookup =
  (origins: readonly PhotoOrigin[], resolve: Resolve = dns.lookup) =>
  (host: string, options: LookupOptions, done: Done) =>
    resolve(host, { ...options, all: true }, (fault, addresses) => {
      const [first] = addresses
      if (fault !== null || first === undefined) return done(fault ?? new Error('no address'), [])
      const isNamed = origins.some((origin) => origin.host === host)
      if (!isNamed && addresses.some(isPrivate)) return done(new PrivateAddress('a private address'), [])
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family)
    })

const isPrivate = ({ address, family }: LookupAddress) =>
  notPublic.check(address, family === 6 ? 'ipv6' : 'ipv4')
