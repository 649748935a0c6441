import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Claimed, ClaimRequest } from '#contract/api/hand-over.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { findQuery, keepFound, type Found } from '#src/api/find.ts'
import { claimQuery, originsQuery } from '#src/api/hand-over.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { FailedLookUp } from '#src/failure/FailedLookUp.tsx'
import { beginHandOver, endHandOver, refuseHandOver, takeUp } from '#src/app/hand-over.ts'
import { forgetHeard, useHeard } from '#src/app/heard.ts'
import { listenToOpener, wasOpened } from '#src/app/opener.ts'
import { chooseLanguage } from '#src/messages/choose.ts'
import { ownNames } from '#src/messages/own-names.ts'
import { saleOf } from '#contract/api/sale.ts'
import { keepMatch } from '#src/app/match.ts'
import { customerPath, handOverPath, startPath } from '#src/app/paths.ts'
import { Link, useLocation, useNavigate } from 'react-router-dom'
import type { Candidate } from './understanding/candidate.ts'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { FindingScreen } from './FindingScreen.tsx'

type Order = { turn: number; purpose: string | undefined; reading: Candidate | undefined }

/**
 * The page to which a till system sends an associate for a verification: with values in the address, or with a message from the
 * window that opened it.
 */
export function HandOverPage() {
  const { search } = useLocation()
  const navigate = useNavigate()
  // They are there before the till system asks, so that the look-up waits for nothing.
  useQuery(purposesQuery())
  const [asked] = useState(() => requestIn(new URLSearchParams(search)))
  // External: the address. The code is valid once, so it is removed and returning to this page does not use it again.
  useEffect(() => {
    if (search !== '') void navigate(handOverPath, { replace: true })
  }, [navigate, search])
  return asked === undefined ? <ByMessage /> : <ByAddress asked={asked} />
}

function ByAddress({ asked }: { asked: ClaimRequest }) {
  const { data, error } = useQuery(claimQuery(asked))
  const begin = useEffectEvent((claimed: Claimed | undefined) => {
    if (claimed === undefined) return
    const { purpose, handOver: taken, host, language } = claimed
    beginHandOver({ kind: 'redirect', handOver: taken, host, purpose, sale: saleOf(claimed) })
    speakFor(language)
  })
  // External: the hand-over, which other screens show as well.
  useEffect(() => begin(data), [data])
  if (error !== null) return <FailedLookUp failure={error} />
  if (data === undefined) return <Waiting />
  const { identifier, purpose } = data
  return <Taking order={{ turn: 0, purpose, reading: readingOf(identifier.kind, identifier.value) }} />
}

function ByMessage() {
  const t = useTranslations('handOver')
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: origins, error } = useQuery(originsQuery())
  const heard = useHeard()
  const language = heard?.from === 'till system' ? heard.message.language : undefined
  // External: the window that opened this one.
  useEffect(() => {
    if (origins !== undefined) listenToOpener(client, origins, () => void navigate(handOverPath))
  }, [client, origins, navigate])
  // External: the language of the page.
  useEffect(() => speakFor(language), [language])
  if (error !== null) return <FailedLookUp failure={error} />
  if (!wasOpened()) return <Nothing what={t('alone')} next={t('aloneNext')} />
  if (heard === undefined) return <Waiting />
  if (heard.from === 'stranger') return <Nothing what={t('stranger')} next={t('strangerNext')} />
  const { turn, message } = heard
  const { purpose, identifier } = message
  const reading = readingOf(identifier.kind, identifier.value)
  return <Taking key={turn} order={{ turn, purpose, reading }} />
}

/** Changes the language to the one that the till system asks for, if there is such a one. */
function speakFor(asked: string | undefined) {
  const [primary] = asked?.split('-') ?? []
  const language =
    [...ownNames.keys()].find((each) => each === asked) ??
    [...ownNames.keys()].find((each) => each.split('-')[0] === primary)
  if (language !== undefined) void chooseLanguage(language).catch(() => undefined)
}

/** Looks up the customer of a request, once its purpose is known to exist. */
function Taking({ order: { turn, purpose, reading } }: { order: Order }) {
  const { data, error, refetch } = useQuery(purposesQuery())
  const isUnknown =
    data !== undefined && purpose !== undefined && !data.purposes.some(({ id }) => id === purpose)
  // External: the till system.
  useEffect(() => {
    if (isUnknown) refuseHandOver('unknown_purpose')
  }, [isUnknown])
  if (isUnknown) return <FailedLookUp failure={new ApiFailure('unknown_purpose')} />
  if (reading === undefined) return <FailedLookUp failure={new ApiFailure('bad_request')} />
  if (data === undefined)
    return error === null ? <Waiting /> : <FailedLookUp failure={error} onRetry={() => void refetch()} />
  return <Finding turn={turn} reading={reading} />
}

function Finding({ turn, reading }: { turn: number; reading: Candidate }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [again, setAgain] = useState(0)
  // Negative numbers, because the attempts of the search box count upwards from one.
  const attempt = -(turn * 1000 + again)
  const { data, error, isFetching } = useQuery(findQuery(attempt, [reading]))
  const arrive = useEffectEvent((found: Found | undefined) => {
    if (found === undefined) return
    if (found.outcome === 'several') return takeUp(found.people.map(({ userId }) => userId))
    keepFound(client, found)
    keepMatch({ userId: found.userId, kind: reading.kind, value: reading.value, isScanned: false })
    takeUp([found.userId])
    forgetHeard()
    void navigate(customerPath(found.userId), { replace: true, state: { foundBy: found.matchedBy } })
  })
  // External: the address.
  useEffect(() => arrive(data), [data])
  const isNobody = !isFetching && error?.code === 'customer_not_found'
  // External: the till system.
  useEffect(() => {
    if (isNobody) endHandOver('not_found')
  }, [isNobody])
  return (
    <FindingScreen key={attempt} attempt={attempt} readings={[reading]} onFind={() => setAgain(again + 1)} />
  )
}

function Waiting() {
  const t = useTranslations('handOver')
  return (
    <div className="max-w-[44rem] py-10">
      <h1 className="pb-4 text-title font-strong text-quiet">{t('waiting')}</h1>
      <ProgressLine />
    </div>
  )
}

function Nothing({ what, next }: { what: string; next: string }) {
  const t = useTranslations('handOver')
  return (
    <section className="max-w-[44rem] py-10">
      <h1 className="text-title font-strong">{what}</h1>
      <p className="pt-1 pb-5 text-large text-quiet">{next}</p>
      <Link
        to={startPath}
        className="inline-flex min-h-11 items-center text-body font-strong text-accent underline"
      >
        {t('toStart')}
      </Link>
    </section>
  )
}

function requestIn(query: URLSearchParams): ClaimRequest | undefined {
  const [code, customer, returnTo, purpose] = ['code', 'customer', 'returnTo', 'purpose'].map((name) =>
    query.get(name),
  )
  if (code) return { code }
  return customer && returnTo ? { customer, returnTo, ...(purpose ? { purpose } : {}) } : undefined
}

/** What a till system names, as a reading like those of the search box. */
function readingOf(kind: string, value: string): Candidate | undefined {
  switch (kind) {
    case 'mobile':
      return { kind, value, because: 'written-with-country-code', country: undefined }
    case 'email':
      return { kind, value, because: 'has-at-sign' }
    case 'cardNumber':
    case 'externalId':
      return { kind, value, because: 'matches-rule' }
    case 'customerId':
      return { kind, value, because: 'digits' }
    case 'name':
      return { kind, value, because: 'letters' }
    default:
      return undefined
  }
}
