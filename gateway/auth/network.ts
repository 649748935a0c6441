import { isIP, isIPv6 } from 'node:net'

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * The network of an address. For IPv6 it is the first 64 bits, because a host usually has all addresses with that prefix
 * (https://www.rfc-editor.org/rfc/rfc4291#section-2.5.1); for IPv4 it is the whole address. Text from a proxy that is no address is the
 * network `unknown`.
 */
export function networkOf(address: string): string {
  if (isIP(address) === 0) return 'unknown'
  const [, old] = mapped.exec(address) ?? []
  if (old !== undefined || !isIPv6(address)) return old ?? address
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? []
  const groups = (text = '') => (text === '' ? [] : text.split(':'))
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...groups(tail)]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
