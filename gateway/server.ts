import closeWithGrace from 'close-with-grace'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openGateway, type Setting } from './app.ts'
import { ConfigMistakes, readConfig, type Config } from './config.ts'
import { readPhotoOrigin } from './photos/photo-origins.ts'

const shutdownPatience = 10_000

/** Beside the built gateway when built, in `dist/` when run from its source. */
function findAppFolder() {
  const here = path.dirname(fileURLToPath(import.meta.url))
  return [path.join(here, '../app'), path.join(here, '../dist/app')].find((each) =>
    existsSync(path.join(each, 'index.html')),
  )
}

type Chosen = Pick<Setting, 'vendor' | 'shop' | 'photoOrigins'> & { sandboxUrl?: string }

async function chooseVendor({ vendor, photoOrigins, storeRules }: Config): Promise<Chosen> {
  if (vendor.kind === 'capillary')
    return { vendor, photoOrigins, shop: { isSandbox: false, tryThese: [], storeRules } }
  const { openSandbox } = await import('#sandbox/sandbox.ts')
  const { tryThese } = await import('#sandbox/try-these.ts')
  const { apiUrl, photoOrigin, till } = await openSandbox()
  const origin = readPhotoOrigin(`${photoOrigin}/`)
  return {
    vendor: { url: apiUrl, credentials: { kind: 'till', ...till } },
    photoOrigins: origin === undefined ? [] : [origin],
    shop: { isSandbox: true, tryThese: [...tryThese], storeRules },
    sandboxUrl: apiUrl,
  }
}

async function start() {
  const config = readConfig(process.env)
  const chosen = await chooseVendor(config)
  const appFolder = findAppFolder()
  const app = await openGateway({ ...config, ...chosen, ...(appFolder ? { appFolder } : {}) })
  closeWithGrace({ delay: shutdownPatience }, async ({ err }) => {
    if (err) app.log.error({ error: err.name }, 'closing after a fault')
    await app.close()
  })
  await app.listen({ port: config.port, host: config.host })
  if (chosen.sandboxUrl !== undefined)
    app.log.warn(
      { sandbox: chosen.sandboxUrl },
      'CAPILLARY_URL is not set: running on the sandbox, with invented customers',
    )
}

try {
  await start()
} catch (fault) {
  const words = fault instanceof ConfigMistakes ? fault.message : `Could not start: ${String(fault)}`
  process.stderr.write(`${words}\n`)
  // The sandbox may be running already and would keep the process alive; nothing has been served that could be lost.
  process.exit(1)
}
