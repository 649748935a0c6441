import closeWithGrace from 'close-with-grace'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openGateway, type Setting } from './app.ts'
import { stopTaking } from './http/closing.ts'
import { ConfigMistakes, readConfig, type Config, type Keeping } from './config/config.ts'
import { withCredentials } from './config/vendor.ts'
import { readPhotoOrigin } from './photos/photo-origins.ts'
import { logLines } from './http/log-lines.ts'
import { openMetrics } from './ops/metrics/metrics.ts'
import { serveMetrics } from './ops/metrics/serve-metrics.ts'
import { keepSessionKeys } from './crypto/keys.ts'
import { openStore } from './db/open-store.ts'

const shutdownPatience = 10_000
const linger = 1_500

/** Next to the built gateway, or in `dist/` when run from source. */
function findAppFolder() {
  const here = path.dirname(fileURLToPath(import.meta.url))
  return [path.join(here, '../app'), path.join(here, '../dist/app')].find((each) =>
    existsSync(path.join(each, 'index.en.html')),
  )
}

type Chosen = Pick<Setting, 'vendor' | 'shop' | 'photoOrigins' | 'demo' | 'managerTills' | 'shopTills'> & {
  sandboxUrl?: string
}

async function chooseVendor(config: Config): Promise<Chosen> {
  const { vendor, photoOrigins, storeRules, managerTills, fieldLabels } = config
  const local = { country: storeRules.country, ...config.local }
  const shop = { storeRules, local, fieldLabels }
  if (vendor.kind === 'capillary')
    return { vendor, photoOrigins, shop: { isSandbox: false, tryThese: [], ...shop } }
  const { openSandbox } = await import('#sandbox/sandbox.ts')
  const { tryThese } = await import('#sandbox/try-these.ts')
  const { apiUrl, photoOrigin, till, tillOfManager } = await openSandbox()
  const origin = readPhotoOrigin(`${photoOrigin}/`)
  return {
    vendor: { url: apiUrl, access: withCredentials(vendor.signInSetting, { kind: 'till', ...till }) },
    ...(vendor.signInSetting.signIn === 'till' ? { demo: { till: till.code, password: till.password } } : {}),
    photoOrigins: origin === undefined ? [] : [origin],
    managerTills: managerTills ?? [tillOfManager.code],
    ...(managerTills === undefined && { shopTills: new Map([[tillOfManager.code, [till.code]]]) }),
    shop: { isSandbox: true, tryThese: [...tryThese], ...shop },
    sandboxUrl: apiUrl,
  }
}

/** Opens the store first: an embedded store's folder is ours only once it is open. */
async function openKeeping({
  store: place,
  sessionKeys,
}: Keeping): Promise<Pick<Setting, 'store' | 'sessionKeys'>> {
  const store = await openStore(place)
  return {
    store,
    sessionKeys: sessionKeys ?? (await keepSessionKeys(place.kind === 'embedded' ? place.folder : undefined)),
  }
}

async function start() {
  const config = readConfig(process.env)
  const [chosen, kept] = await Promise.all([chooseVendor(config), openKeeping(config.keeping)])
  const appFolder = findAppFolder()
  const { metrics: place, ...setting } = config
  const metrics = place && openMetrics()
  const leaving = new AbortController()
  const app = await openGateway({
    ...setting,
    ...chosen,
    ...kept,
    logTo: logLines(process.stdout),
    ...(appFolder ? { appFolder } : {}),
    ...(metrics ? { metrics } : {}),
    linger,
    leaving: leaving.signal,
  })
  const metricsServer = place && metrics && (await serveMetrics(metrics, place, config.allowedHosts))
  closeWithGrace({ delay: config.shutdownDelay * 1000 + shutdownPatience }, async ({ err }) => {
    leaving.abort()
    if (err) app.log.error({ error: err.name }, 'closing after a fault')
    else await wait(config.shutdownDelay * 1000)
    await stopTaking(app)
    await app.close()
    metricsServer?.close().closeAllConnections()
    await kept.store.close()
  })
  await app.listen({ port: config.port, host: config.host })
  if (chosen.sandboxUrl !== undefined)
    app.log.warn(
      { sandbox: chosen.sandboxUrl },
      'CAPILLARY_URL is not set: running on the sandbox, with invented customers',
    )
}

// Only this user may read the files that are made: the store, the keys, the anchors.
process.umask(0o077)

try {
  await start()
} catch (fault) {
  const words = fault instanceof ConfigMistakes ? fault.message : `Could not start: ${String(fault)}`
  process.stderr.write(`${words}\n`)
  // A sandbox that is already running would keep the process alive. Nothing has been served yet, so nothing is lost.
  process.exit(1)
}
