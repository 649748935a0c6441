import { access, constants } from 'node:fs/promises'
import type { Config } from '#gateway/config/config.ts'
import type { Environment } from '#gateway/config/secret-files.ts'
import type { StorePlace } from '#gateway/db/open-store.ts'
import { openServer } from '#gateway/db/server.ts'
import { toldOfFault } from '#gateway/db/store-fault.ts'
import type { Call } from './recorded-calls.ts'
import { good, look, note, type Finding } from './findings.ts'

/** Reads the store, and changes nothing in it: neither is it made, nor is its schema brought up to date. */
export async function examineStore(place: StorePlace): Promise<Finding> {
  if (place.kind === 'embedded') return examineFolder(place.folder)
  const store = openServer(place.url)
  try {
    const [{ server_version: version } = {}] = await store.query('show server_version')
    const [{ there } = {}] = await store.query("select to_regclass('schema_version') is not null as there")
    return there === true
      ? good(`The store is reached and prepared (PostgreSQL ${String(version)}).`)
      : note(
          `The store is reached (PostgreSQL ${String(version)}) and empty: the gateway prepares it when it starts.`,
        )
  } catch (fault) {
    const { sqlstate, cause, message } = toldOfFault(fault)
    const reason =
      sqlstate ?? cause ?? (fault instanceof Error && sqlstate === undefined ? fault.name : 'unknown')
    return look(
      `The store at DATABASE_URL is not reached: ${reason}${message === undefined ? '' : `, ${message}`}.`,
    )
  } finally {
    await store.close()
  }
}

async function examineFolder(folder: string | undefined): Promise<Finding> {
  if (folder === undefined)
    return look('Neither DATABASE_URL nor DATA_DIR is set: a restart of the gateway forgets everything.')
  try {
    await access(folder, constants.R_OK | constants.W_OK)
    return good('The folder of the store can be read and written.')
  } catch {
    return look('The folder in DATA_DIR does not exist yet, or this user may not write it.')
  }
}

/** Seconds that two clocks may differ before somebody should look at them. */
const mostSkew = 60

/** Compares our clock with the `Date` of the answers. */
export function examineTime(calls: readonly Call[], now: () => number): Finding {
  const date = Date.parse(calls.findLast(({ answer }) => answer?.date !== undefined)?.answer?.date ?? '')
  if (Number.isNaN(date)) return note('The platform did not tell its time, so the clocks were not compared.')
  const skew = Math.round((now() - date) / 1000)
  return Math.abs(skew) > mostSkew
    ? look(`The clock of this machine is ${inWords(skew)} that of the platform.`)
    : good('The clock of this machine agrees with that of the platform.')
}

export const inWords = (seconds: number) =>
  `${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'ahead of'}`

/** What stands between us, the platform and the tills. */
export function examineProxies(config: Config, env: Environment): Finding[] {
  const outgoing = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].filter((name) => env[name])
  const proxies = config.trustedProxies.length - 1
  return [
    outgoing.length > 0
      ? look(`${outgoing.join(' and ')} is set, but the gateway does not use a proxy to reach the platform.`)
      : good('The gateway reaches the platform without a proxy.'),
    note(
      proxies === 0
        ? 'The gateway trusts a proxy on this machine only. If yours is elsewhere, set TRUSTED_PROXIES.'
        : `The gateway trusts a proxy on this machine and ${proxies} entries of TRUSTED_PROXIES.`,
    ),
  ]
}
