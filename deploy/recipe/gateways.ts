import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { freePort } from '#test/support/free-port.ts'

const built = fileURLToPath(new URL('../../dist/gateway/server.js', import.meta.url))

/** The built gateway as a process of its own, on a port that it keeps when it is started again. */
export async function openGatewayProcess(env: Record<string, string>) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const log: string[] = []
  const isReady = () =>
    fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  const start = async (more: Record<string, string>) => {
    const child = spawn(process.execPath, [built], {
      env: { PATH: process.env.PATH, PORT: String(port), ...env, ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.on('data', (piece: Buffer) => log.push(piece.toString()))
    const exit = once(child, 'exit').then(([code]: unknown[]) => code)
    await vi.waitUntil(isReady, { timeout: 40_000, interval: 20 }).catch((fault: unknown) => {
      child.kill('SIGKILL')
      throw fault
    })
    return { child, exit }
  }
  let more = {}
  let running = await start(more)
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal)
    return running.exit
  }
  return {
    origin,
    port,
    /** All it has logged since it was last asked. */
    takeLog: () => log.splice(0).join(''),
    hasServed: () => log.some((piece) => piece.includes('"route":"/v2/')),
    end,
    /** @param change of the environment, which stays */
    async start(change: Record<string, string> = {}) {
      more = { ...more, ...change }
      running = await start(more)
    },
  }
}
