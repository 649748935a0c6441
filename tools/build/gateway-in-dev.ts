import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { build, type Plugin } from 'vite'

const gatewayPort = '8081'

/** The gateway's routes, which Vite's development server passes on to it with the `Host` the browser sent: a call's `Origin` must match. */
export const devProxy = Object.fromEntries(
  ['/v2', '/api', '/photos', '/healthz', '/readyz'].map((route) => [
    route,
    { target: `http://127.0.0.1:${gatewayPort}`, changeOrigin: false },
  ]),
)

/** `npm run dev`: the gateway (and with it the sandbox) beside Vite, built and started anew after each change to them. */
export function gatewayInDev(): Plugin {
  let running: ChildProcess | undefined
  // Only one gateway at a time can have the folder of an embedded database.
  const stop = async () => {
    if (running === undefined || !running.kill()) return
    await once(running, 'exit')
  }
  const start = async () => {
    await build({ configFile: 'gateway/vite.config.ts', logLevel: 'warn' })
    await stop()
    running = spawn(process.execPath, ['dist/gateway/server.js'], {
      stdio: 'inherit',
      env: { ...process.env, PORT: gatewayPort },
    })
  }
  return {
    name: 'gateway-in-dev',
    apply: (_config, { command, mode }) => command === 'serve' && mode === 'development',
    async configureServer(server) {
      await start()
      server.watcher.on('change', (file) => {
        if (/\/(gateway|sandbox|contract)\/.*\.ts$/.test(file)) void start()
      })
      server.httpServer?.once('close', () => running?.kill())
    },
  }
}
