import type { Status } from '#contract/api/status.ts'
import type { Config } from '#gateway/config/config.ts'
import type { Metrics } from '#gateway/ops/metrics/metrics.ts'
import { photoHost } from '#gateway/photos/photo-host.ts'
import { openLately } from '#gateway/ops/recent-condition.ts'
import type { Room } from './bulkhead.ts'
import type { VendorCondition } from '#gateway/capillary/condition.ts'
import { connectTo, type Patience } from '#gateway/capillary/connection.ts'

export type UpstreamSetting = Pick<Config, 'photoOrigins' | 'photoMaxBytes'> & {
  vendor: { url: string }
  /** Milliseconds to wait for the vendor, and for a photo. */
  patience?: { vendor?: Patience; photo?: number }
  /** How many calls to the vendor, and how many photos, there may be at once. */
  room?: { vendor?: Room; photo?: Room }
  /** What is told to a Prometheus, where one asks. */
  metrics?: Metrics
}

/** Photos are shown in seconds, not minutes: a host that takes longer than this is said to have failed. */
const photoPatience = 8_000

/**
 * The two that stand behind the gateway, each with connections, a room and a breaker of its own: what one of them lacks takes nothing
 * from the other.
 *
 * @param now the clock by which what was met lately is forgotten
 */
export function openUpstreams(setting: UpstreamSetting, now: () => number) {
  const { metrics, patience, room } = setting
  const vendorLately = openLately<VendorCondition>(now)
  const photoHostLately = openLately<'up' | 'down'>(now)
  const vendor = connectTo(setting.vendor.url, {
    patience: patience?.vendor,
    room: room?.vendor,
    told: { ...metrics?.countersFor('vendor'), met: (condition) => vendorLately.note(condition) },
  })
  const host = photoHost({
    origins: setting.photoOrigins,
    maxBytes: setting.photoMaxBytes,
    patience: patience?.photo ?? photoPatience,
    room: room?.photo,
    told: { ...metrics?.countersFor('photo host'), met: (condition) => photoHostLately.note(condition) },
  })
  metrics?.watchUpstream('vendor', vendor)
  metrics?.watchUpstream('photo host', host)
  return {
    connection: metrics?.watchVendor(vendor) ?? vendor,
    host: metrics?.watchPhotoHost(host) ?? host,
    /** What a page is told of them. */
    conditions: {
      vendor: (): Status['vendor'] => (vendor.breaker.state() === 'closed' ? vendorLately.now() : 'down'),
      photoHost: (): Status['photoHost'] =>
        host.breaker.state() === 'closed' ? photoHostLately.now() : 'down',
    },
    close: () => Promise.all([vendor.close(), host.close()]),
  }
}
