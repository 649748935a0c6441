import type { Status } from '#contract/api/status.ts'
import type { Config } from '#gateway/config/config.ts'
import type { Metrics } from '#gateway/ops/metrics/metrics.ts'
import { photoHost } from '#gateway/photos/photo-host.ts'
import { openRecentCondition } from '#gateway/ops/recent-condition.ts'
import type { Room } from './bulkhead.ts'
import type { VendorCondition } from '#gateway/capillary/condition.ts'
import { connectTo, type Patience } from '#gateway/capillary/connection.ts'

export type UpstreamSetting = Pick<Config, 'photoOrigins' | 'photoMaxBytes'> & {
  vendor: { url: string }
  /** Milliseconds to wait for the vendor, and for a photo. */
  patience?: { vendor?: Patience; photo?: number }
  /** How many calls to the vendor, and how many photos, may run at once. */
  room?: { vendor?: Room; photo?: Room }
  /** The metrics for Prometheus, if they are collected. */
  metrics?: Metrics
}

/** Milliseconds. A photo normally takes seconds, so a host that takes longer than this counts as failed. */
const photoPatience = 8_000

/**
 * Opens the two upstreams of the gateway. Each has its own connections, bulkhead and breaker, so that trouble with one does not
 * affect the other.
 *
 * @param now the clock for the recent conditions
 */
export function openUpstreams(setting: UpstreamSetting, now: () => number) {
  const { metrics, patience, room } = setting
  const vendorLately = openRecentCondition<VendorCondition>(now)
  const photoHostLately = openRecentCondition<'up' | 'down'>(now)
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
    /** The conditions that the status route reports to the page. */
    conditions: {
      vendor: (): Status['vendor'] => (vendor.breaker.state() === 'closed' ? vendorLately.now() : 'down'),
      isVendorCutOff: () => vendor.breaker.state() !== 'closed',
      photoHost: (): Status['photoHost'] =>
        host.breaker.state() === 'closed' ? photoHostLately.now() : 'down',
    },
    close: () => Promise.all([vendor.close(), host.close()]),
  }
}
