import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { isChange } from '#sandbox/switches.ts'
import type { SandboxState } from '#sandbox/state.ts'

/**
 * The sandbox's own paths, which no vendor has and no log keeps: a test in another process turns the switches and reads
 * the log here. Needs no credentials; the sandbox listens on loopback.
 */
export async function controlPanel(world: SandboxState, request: IncomingMessage, response: ServerResponse) {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const asked = `${request.method} ${request.url}`
  if (asked === 'PUT /_sandbox/control') {
    const change = parsed(await text(request))
    if (!isChange(change)) return send(400, { error: 'Not a change of switches: see sandbox/README.md' })
    world.change(change)
    return send(200, world.switches)
  }
  if (asked === 'DELETE /_sandbox/control') {
    world.reset()
    return send(200, world.switches)
  }
  if (asked === 'GET /_sandbox/requests') return send(200, world.requests)
  if (asked === 'DELETE /_sandbox/requests') return send(200, world.requests.splice(0))
  return send(404, { error: 'No such control' })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
