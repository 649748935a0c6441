// The built gateway as a process of its own, for the benches.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'

/** What the vendor wants of the demo till: its code and the MD5 of its password. */
export const demoTill = `Basic ${Buffer.from(
  `till.demo:${createHash('md5').update('countersign-demo').digest('hex')}`,
).toString('base64')}`

/**
 * @param flags of Node
 * @returns where it listens, its sandbox where it has one, and the process
 */
export async function startGateway(env = {}, flags = []) {
  const running = spawn(process.execPath, [...flags, 'dist/gateway/server.js'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...(flags.length > 0 ? ['ipc'] : [])],
  })
  const found = { origin: '', sandbox: '' }
  for await (const line of createInterface({ input: running.stdout })) {
    found.origin ||= /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? ''
    found.sandbox ||= /"sandbox":"([^"]+)"/.exec(line)?.[1] ?? ''
    if (found.origin && (found.sandbox || env.CAPILLARY_URL)) break
  }
  if (found.origin === '') throw new Error('The gateway did not start: see above.')
  running.stdout.resume()
  return {
    ...found,
    port: Number(new URL(found.origin).port),
    pid: running.pid,
    process: running,
    stop: () => running.kill(),
  }
}
