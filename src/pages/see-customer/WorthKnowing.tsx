import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Coupon, Program, Worth, WorthFact } from '#contract/api/worth.ts'
import { worthQuery } from '#src/api/worth.ts'
import { useAmount, useDates } from '#src/app/formats.ts'
import { useNow } from '#src/app/use-now.ts'
import { Button } from '#src/ui/Button.tsx'

/** Milliseconds after which the facts say from when they are. */
const fresh = 60_000

/** What an associate is asked for most: points and what lapses, the tier, coupons and the last visit, each in a line. */
export function WorthKnowing({ userId }: { userId: string }) {
  const t = useTranslations('worth')
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(worthQuery(userId))
  const format = useFormatter()
  const now = useNow()
  return (
    // The place has its usual height before the facts come, so that they move nothing.
    <div
      role="group"
      aria-label={t('label')}
      className="grid min-h-44 grid-cols-[minmax(0,1fr)] content-start gap-0.5 pt-3 in-data-sale:max-sm:min-h-29 in-data-sale:max-sm:pt-1 sm:min-h-29"
    >
      {data !== undefined && <Facts worth={data} />}
      {data?.lastCheck && <LastCheck {...data.lastCheck} now={now} />}
      {data !== undefined && now - dataUpdatedAt > fresh && (
        <p className="text-small text-quiet">
          {t('asOf', { time: format.dateTime(dataUpdatedAt, { timeStyle: 'short' }) })}
        </p>
      )}
      {data === undefined && error !== null && !isFetching && (
        <p className="flex flex-wrap items-center gap-3 text-body text-quiet">
          {t('failed')}
          <Button onClick={() => void refetch()}>{t('again')}</Button>
        </p>
      )}
    </div>
  )
}

function LastCheck({ at, by = '', isOwn, now }: NonNullable<Worth['lastCheck']> & { now: number }) {
  const t = useTranslations('worth.checked')
  const format = useFormatter()
  // The machine's clock may be behind.
  const time = format.relativeTime(Math.min(now, Date.parse(at)), now)
  const who = isOwn ? 'byYou' : by === '' ? 'bySomebody' : 'byName'
  return <p className="text-body text-quiet">{t(who, { time, name: by })}</p>
}

function Facts({ worth }: { worth: Worth }) {
  const t = useTranslations('worth')
  const { facts, programs, unknown } = worth
  const isUnknown = (part: Worth['unknown'][number]) => unknown.includes(part)
  const lines: Record<WorthFact, ReactNode> = {
    points: isUnknown('points') ? (
      t('unknown.points')
    ) : programs.length === 0 ? (
      t('noProgram')
    ) : (
      <>
        {programs.map((program, at) => (
          <PointsLine key={program.title ?? at} program={program} />
        ))}
        {isUnknown('lapse') && t('unknown.lapse')}
      </>
    ),
    tier: isUnknown('tier')
      ? t('unknown.tier')
      : programs.map((program, at) => (
          <TierLine key={program.title ?? at} program={program} isGapUnknown={isUnknown('next')} />
        )),
    coupons: isUnknown('coupons')
      ? t('unknown.coupons')
      : worth.coupons && <CouponsLine {...worth.coupons} />,
    visit: isUnknown('visit') ? t('unknown.visit') : <VisitLine visit={worth.visit} />,
    cards: isUnknown('cards') ? t('unknown.cards') : worth.cards && <CardsLine {...worth.cards} />,
    badges: isUnknown('badges') ? t('unknown.badges') : worth.badges && <BadgesLine {...worth.badges} />,
    household: worth.household !== undefined && t('household', { points: worth.household }),
  }
  return facts
    .filter((fact) => Boolean(lines[fact]))
    .map((fact) => (
      <div key={fact} data-fact={fact} className={fact === 'points' ? 'text-large' : 'text-body'}>
        {lines[fact]}
      </div>
    ))
}

const strong = (words: ReactNode) => <strong className="font-strong">{words}</strong>

/** The parts of a line, with a dot between them. */
const Line = ({ parts }: { parts: ReactNode[] }) => (
  <p className="flex flex-wrap gap-x-2">
    {parts
      .filter((part) => part !== undefined && part !== false)
      .map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of a line have a fixed order
        <span key={at} className={at === 0 ? '' : 'text-quiet before:pe-2 before:content-["·"]'}>
          {part}
        </span>
      ))}
  </p>
)

function PointsLine({ program: { title, points, money, promised, lapse } }: { program: Program }) {
  const t = useTranslations('worth')
  const dates = useDates()
  const amount = useAmount()
  if (points === undefined) return null
  const written = t.rich('points', { points, b: strong })
  return (
    <Line
      parts={[
        <>
          {title !== undefined && <bdi className="pe-2">{title}</bdi>}
          {written}
          {money !== undefined && <span className="text-quiet"> ≈ {amount(money)}</span>}
        </>,
        lapse && t('lapse', { points: lapse.points, date: dates.near(lapse.on) }),
        promised !== undefined && t('promised', { points: promised }),
      ]}
    />
  )
}

function TierLine({ program: { tier, next }, isGapUnknown }: { program: Program; isGapUnknown: boolean }) {
  const t = useTranslations('worth')
  const dates = useDates()
  const amount = useAmount()
  if (tier === undefined) return null
  const missing = next?.missing
  const gap =
    missing &&
    (missing.unit === 'money' ? amount(missing.amount) : t(`gap.${missing.unit}`, { count: missing.amount }))
  const by = next?.by
  return (
    <Line
      parts={[
        <bdi key="tier" className="font-strong">
          {tier}
        </bdi>,
        next &&
          gap !== undefined &&
          (by === undefined
            ? t('next', { gap, tier: next.tier })
            : t('nextBy', { gap, tier: next.tier, date: dates.near(by) })),
        isGapUnknown && t('unknown.next'),
      ]}
    />
  )
}

function CouponsLine({ count, best }: { count: number; best: Coupon[] }) {
  const t = useTranslations('worth')
  const dates = useDates()
  const amount = useAmount()
  const format = useFormatter()
  const value = ({ money, percent }: Coupon) =>
    money === undefined
      ? percent !== undefined && format.number(percent / 100, { style: 'percent', maximumFractionDigits: 1 })
      : amount(money)
  const written = (coupon: Coupon) =>
    [coupon.what, value(coupon), coupon.until && t('until', { date: dates.near(coupon.until) })]
      .filter(Boolean)
      .join(' ')
  return <Line parts={[t('coupons', { count }), ...best.map((coupon) => written(coupon))]} />
}

function CardsLine({ usable, unusable }: NonNullable<Worth['cards']>) {
  const t = useTranslations('worth.cards')
  return <Line parts={[t('usable', { count: usable }), unusable > 0 && t('unusable', { count: unusable })]} />
}

function BadgesLine({ count, first }: NonNullable<Worth['badges']>) {
  const t = useTranslations('worth')
  return <Line parts={[t('badges', { count }), ...first.map((name) => <bdi key={name}>{name}</bdi>)]} />
}

function VisitLine({ visit }: { visit: Worth['visit'] }) {
  const t = useTranslations('worth')
  const dates = useDates()
  const amount = useAmount()
  if (visit === undefined) return t('noVisit')
  const { at, store, amount: sum } = visit
  return (
    <Line
      parts={[
        t('visit', { date: dates.near(at) }),
        store && <bdi key="store">{store}</bdi>,
        sum !== undefined && amount(sum),
      ]}
    />
  )
}
