import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { Found } from '#src/api/find.ts'
import { customerPath, startPath } from '#src/app/paths.ts'
import { Outlet, useLocation, useNavigate } from '#src/app/router.tsx'
import { Mark } from '#src/ui/Mark.tsx'
import type { Arrival } from './arrival.ts'
import type { Finder } from './finder.ts'
import { finderQuery } from './finder-query.ts'
import { SearchForm, type Find } from './SearchForm.tsx'

type Finding = Find & { attempt: number }

/** Which attempt to find somebody an entry of the browser's history is about. */
const attemptAt = (state: unknown) =>
  typeof state === 'object' && state !== null && 'attempt' in state ? state.attempt : undefined

/** Always the same, so that it is not drawn again with the frame. */
const mark = <Mark />

/** The frame of every screen: the search box is always there, large where it is all there is. */
export function Counter({ tools }: { tools: ReactNode }) {
  const t = useTranslations('app')
  const { pathname, state } = useLocation()
  const { data: finder, failureCount } = useQuery(finderQuery())
  const [finding, setFinding] = useState<Finding>()
  const [arrival, setArrival] = useState<Arrival>()
  const latest = useRef(0)
  const client = useQueryClient()
  const navigate = useNavigate()
  const isFinding = finding !== undefined && finding.attempt === attemptAt(state)
  // Coming back to where it was left does not begin it anew.
  if (finding !== undefined && !isFinding) setFinding(undefined)
  const isStart = pathname === startPath && !isFinding
  // The name of the app heads the page where no customer does.
  const Brand = isStart ? 'h1' : 'span'

  // Who was on screen is off it before a handler returns: no frame shows two customers.
  const open = (userId: string) => flushSync(() => void navigate(customerPath(userId)))

  const find = (by: Finder, { readings, scan }: Find) => {
    const attempt = ++latest.current
    performance.mark('enter')
    // The call leaves first.
    const answer = client.fetchQuery(by.findQuery(attempt, readings))
    flushSync(() => {
      setFinding({ readings, scan, attempt })
      // Nobody's address, until somebody is found: going anywhere else from there ends it.
      void navigate(startPath, { state: { attempt }, replace: pathname === startPath })
    })
    const arrive = (found: Found) => {
      if (found.outcome !== 'found' || attempt !== latest.current) return
      by.keepFound(client, found)
      flushSync(() => {
        setFinding(undefined)
        setArrival(by.arrivalOf(found, { readings, scan }, arrival))
        const how = { foundBy: found.matchedBy, isScanned: scan !== undefined }
        void navigate(customerPath(found.userId), { replace: true, state: how })
      })
    }
    // A failure is told by the screen that waits for the same answer.
    answer.then(arrive, () => undefined)
  }

  return (
    <>
      <header className={isStart ? '' : 'z-10 border-b border-line bg-panel md:sticky md:top-0'}>
        <div
          className={`${width} flex flex-wrap items-center gap-x-3 gap-y-2 sm:gap-x-6 py-2.5 ${isStart ? '' : 'md:flex-nowrap'}`}
        >
          <div className="flex h-11 flex-1 items-center gap-2.5">
            {mark}
            <Brand className="text-large font-strong max-sm:sr-only">{t('name')}</Brand>
          </div>
          <div className={`order-3 w-full min-w-0 ${isStart ? 'pt-[10vh]' : 'md:order-1 md:w-[36rem]'}`}>
            <SearchForm
              isLarge={isStart}
              finder={finder}
              isCutOff={failureCount > 0}
              onFind={find}
              onOpen={open}
            />
          </div>
          <div className="order-2 flex h-11 flex-1 items-center justify-end gap-1 sm:gap-2">
            {finder && <finder.SandboxNote />}
            {finder && <finder.KeysButton />}
            {tools}
          </div>
        </div>
      </header>
      <main className={`${width} flex flex-1 flex-col`}>
        {finder && <finder.CounterNotices />}
        {finder && finding && isFinding ? (
          <finder.FindingScreen
            key={finding.attempt}
            {...finding}
            onFind={(readings) => find(finder, { readings })}
          />
        ) : (
          <>
            {finder && arrival && pathname === customerPath(arrival.userId) && (
              <finder.ArrivalNotice arrival={arrival} />
            )}
            <Outlet />
          </>
        )}
      </main>
    </>
  )
}

const width = 'mx-auto w-full max-w-[84rem] px-4 sm:px-6'
