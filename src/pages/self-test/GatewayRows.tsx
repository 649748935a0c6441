import { useFormatter, useTranslations } from 'use-intl'
import { Row, type Verdict } from './Row.tsx'
import type { GatewayAnswer, GatewayFindings } from './gateway.ts'
import { verdictOf } from './verdicts.ts'

type Props = {
  found: GatewayFindings | undefined
  answer: GatewayAnswer | undefined
  /** The version of this page. */
  version: string
}

/** What the gateway reports, and what its answer itself shows. */
export function GatewayRows({ found, answer, version }: Props) {
  const t = useTranslations('selfTest')
  const failure = useTranslations('failure')
  const amount = useAmount()
  const told = (code: 'offline' | 'gateway_down' | 'store_down' | 'vendor_busy' | 'vendor_down') =>
    `${failure(`${code}.what`)} ${failure(`${code}.next`)}`
  const words = (): Record<keyof GatewayFindings, string> | undefined => {
    if (found === undefined) return undefined
    if (answer === undefined) {
      const silence = found.gateway === 'offline' ? told('offline') : told('gateway_down')
      const not = t('notAsked')
      return { gateway: silence, clock: not, store: not, vendor: not, photoHost: not, versions: not }
    }
    const { clockOff, roundTrip, status } = answer
    const time = String(Math.round(roundTrip))
    const way = clockOff > 0 ? 'fast' : 'slow'
    return {
      gateway: t(found.gateway === 'slow' ? 'gateway.slow' : 'gateway.fine', { time }),
      clock: found.clock === 'fine' ? t('clock.fine') : t('clock.off', { way, amount: amount(clockOff) }),
      store: status.store === 'up' ? t('store.up') : told('store_down'),
      vendor: {
        up: t('lately'),
        unknown: t('nobodyAsked'),
        busy: told('vendor_busy'),
        down: told('vendor_down'),
      }[status.vendor],
      photoHost: { up: t('lately'), unknown: t('nobodyAsked'), down: t('photoHost.down') }[status.photoHost],
      versions: t(found.versions === 'same' ? 'versions.same' : 'versions.different', {
        page: version,
        server: status.version,
      }),
    }
  }
  const said = words()
  const verdict = (check: keyof GatewayFindings): Verdict =>
    found === undefined ? 'running' : verdictOf(check, found[check])
  return checks.map((check) => (
    <Row key={check} name={t(`name.${check}`)} verdict={verdict(check)}>
      {said?.[check]}
    </Row>
  ))
}

const checks = ['gateway', 'vendor', 'photoHost', 'store', 'clock', 'versions'] as const

/** Formats a time in the largest unit of which it has at least two. */
function useAmount() {
  const format = useFormatter()
  return (milliseconds: number) => {
    const seconds = Math.abs(milliseconds) / 1000
    const [size, unit] =
      seconds < 120
        ? ([1, 'second'] as const)
        : seconds < 7200
          ? ([60, 'minute'] as const)
          : ([3600, 'hour'] as const)
    return format.number(seconds / size, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: 0,
    })
  }
}
