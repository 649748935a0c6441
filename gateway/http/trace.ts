import type { FastifyInstance, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { BlockList, isIP } from 'node:net'

/** Identifies one request across all systems that it passes. */
export type Trace = {
  /** 32 hexadecimal digits. */
  id: string
  /** The system that began the trace records it. */
  isSampled: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of the trace that a proxy began; otherwise the request's own id. */
    traceId: string
    isTraceSampled: boolean
  }
}

/**
 * Continues the trace that a trusted proxy began. Otherwise a trace begins here, with the request's id. A trace from anybody else
 * is ignored, because it could pretend to be part of another one. `tracestate` is not read: its content concerns only the systems
 * in front of us.
 *
 * @param proxies addresses and networks; `loopback` is this machine
 * @see https://www.w3.org/TR/trace-context/
 */
export function followTraces(app: FastifyInstance, proxies: readonly string[]) {
  const isTrusted = among(proxies)
  app.decorateRequest('traceId', '')
  app.decorateRequest('isTraceSampled', false)
  app.addHook('onRequest', async (request) => {
    request.traceId = request.id
    const { traceparent } = request.headers
    if (typeof traceparent !== 'string' || !isTrusted(request.raw.socket.remoteAddress ?? '')) return
    const theirs = readTraceparent(traceparent)
    if (theirs === undefined) return
    request.traceId = theirs.id
    request.isTraceSampled = theirs.isSampled
  })
}

export const traceOf = ({ traceId, isTraceSampled }: FastifyRequest): Trace => ({
  id: traceId,
  isSampled: isTraceSampled,
})

/** @see https://www.w3.org/TR/trace-context/#traceparent-header-field-values */
export function readTraceparent(header: string): Trace | undefined {
  const [, version = '', id = '', span = '', flags = '', more = ''] =
    /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/.exec(header) ?? []
  const isValid = version !== '' && version !== 'ff' && !isNothing(id) && !isNothing(span)
  // A later version may add parts; its first four keep their meaning.
  if (!isValid || (version === '00' && more !== '')) return undefined
  return { id, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

const isNothing = (id: string) => /^0+$/.test(id)

/** The header for one of our calls: a new span in the same trace. */
export const traceparentFor = ({ id, isSampled }: Trace) =>
  `00-${id}-${randomUUID().slice(-17).replace('-', '')}-${isSampled ? '01' : '00'}`

function among(networks: readonly string[]) {
  const list = new BlockList()
  for (const network of networks.flatMap((each) => (each === 'loopback' ? ['127.0.0.0/8', '::1'] : each))) {
    const [address = '', length] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (length === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(length), family)
  }
  return (address: string) =>
    isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
