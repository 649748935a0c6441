// Debian's HAProxy, where it is installed, as somebody else's network in trouble.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export const hasHaproxy = spawnSync('haproxy', ['-v']).status === 0

/** Of a hundred requests: eight errors, four that are held back and then refused, four dropped without a word, four cut off. */
const trouble = `
  http-request return status 503 content-type text/html string "<h1>Out of order</h1>" if { rand(100) lt 8 }
  http-request tarpit deny_status 500 if { rand(96) lt 4 }
  http-request silent-drop if { rand(96) lt 4 }
  http-request reject if { rand(96) lt 4 }`

/**
 * @param {string} to origin that requests are passed on to
 * @returns {Promise<{ origin: string, stop: () => void }>}
 * @see https://docs.haproxy.org/2.6/configuration.html#4.2-http-request
 */
export async function startHaproxy(to) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-haproxy-'))
  const port = await freePort()
  const file = path.join(folder, 'haproxy.cfg')
  fs.writeFileSync(
    file,
    `defaults
  mode http
  timeout connect 1s
  timeout client 20s
  timeout server 20s
  timeout tarpit 2s
frontend way
  bind 127.0.0.1:${port}${trouble}
  default_backend there
backend there
  server there ${new URL(to).host}
`,
  )
  const running = spawn('haproxy', ['-f', file], { stdio: ['ignore', 'inherit', 'ignore'] })
  while (!(await answers(port))) await wait(50)
  return {
    origin: `http://127.0.0.1:${port}`,
    stop() {
      running.kill()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true) || socket.destroy())
    socket.once('error', () => resolve(false))
  })
}
